import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLabels, labelKey } from '../../src/domain/labels.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { type Parsed, PayloadRejected, type Source } from '../../src/sources/source.ts';
import { cpuTime } from '../support/cpu-time.ts';

const here = import.meta.dirname;

/** Every recorded or documented payload of a source. */
function payloadsOf(type: string): readonly unknown[] {
  const folder = join(here, type);
  const files = readdirSync(folder).filter(
    (name) => name.endsWith('.json') && !/[.](?:alerts|headers)[.]json$/.test(name),
  );
  return files.map((name): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

const strange = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 2 ** 60, '', [], {}, [[]], 'None'),
  fc.constantFrom('{{ foo }}', '$EVENT_TITLE', '{ALERT.X}', '<no value>', '\ud800', 'a\0b'),
  fc.constantFrom('constructor', '__proto__', '2026-13-45T99:99:99+99:99', 'http://[', '1e400'),
  fc.jsonValue({ maxDepth: 2 }),
);
/** What becomes of a value: it is replaced, left out, put in a list, or taken out of one. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('replaced' as const), by: strange }),
  fc.constantFrom({ kind: 'left out' } as const, { kind: 'listed' } as const),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** How many values a payload has, itself included. */
function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, each) => sum + sizeOf(each), 1);
}

/** The payload with the value changed that is the `at`th of all. */
function changed(value: unknown, at: number, by: Change): unknown {
  if (at === 0) return by.kind === 'replaced' ? by.by : by.kind === 'listed' ? [value] : undefined;
  if (typeof value !== 'object' || value === null) return value;
  let left = at - 1;
  const pairs = Object.entries(value).map(([name, each]): [string, unknown] => {
    const mine = left;
    left -= sizeOf(each);
    return [name, mine >= 0 && left < 0 ? changed(each, mine, by) : each];
  });
  return Array.isArray(value) ? pairs.map(([, each]) => each) : Object.fromEntries(pairs);
}

function parsed(source: Source, value: unknown): Parsed | undefined {
  try {
    return source.parse(value, { name: 'test', resolveTimeout: source.resolveTimeout });
  } catch (error) {
    expect(error).toBeInstanceOf(PayloadRejected);
    return undefined;
  }
}

function check({ alerts, notes = [] }: Parsed): void {
  for (const { content, dedupKey = 'x' } of alerts) {
    const texts = [...Object.entries({ ...content.labels, ...content.annotations }).flat()];
    expect([...texts, content.title, content.description, dedupKey].join()).not.toMatch(
      /\p{Surrogate}|\0/u,
    );
    expect(labelKey(content.labels)).toBe(labelKey(canonicalLabels(content.labels)));
    expect(content.title.trim()).not.toBe('');
    expect(dedupKey).not.toBe('');
  }
  expect(notes.length).toBeLessThanOrEqual(20);
}

describe.each(SOURCES.map((source) => ({ source, type: source.type })))('$type', ({ source }) => {
  const payloads = payloadsOf(source.type);

  it('survives its payloads with anything in them changed', () => {
    const times = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...payloads), times, (payload, changes) => {
        const strangePayload = changes.reduce(
          (value, [at, by]) => changed(value, at % sizeOf(value), by),
          payload,
        );
        const made = parsed(source, strangePayload);
        if (made) check(made);
      }),
    );
  });

  it('takes no longer than its length for long texts', () => {
    for (const [index, payload] of payloads.entries()) {
      for (const part of ['a', '{', "'", '%s ', '1', '/', '(', ' ', 'a@']) {
        const long = JSON.parse(JSON.stringify(payload), (_, value: unknown) =>
          typeof value === 'string' && value.length > 6 ? value + part.repeat(20_000) : value,
        );
        const took = cpuTime(() => void parsed(source, long));
        expect(took, `payload ${index} with ${part}`).toBeLessThan(500);
      }
    }
  });
});
