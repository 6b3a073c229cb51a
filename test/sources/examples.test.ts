import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLabels } from '../../src/domain/labels.ts';
import { alertKeyOf } from '../../src/engine/identity.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { SDK_TYPES } from '../../src/sources/sdks.ts';
import { PayloadRejected, type Source } from '../../src/sources/source.ts';
import { cpuTime } from '../support/cpu-time.ts';

const here = import.meta.dirname;
const examples = join(here, '../../src/sources/examples');

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function alertsOf({ type, resolveTimeout, parse }: Source, payload: unknown) {
  try {
    return parse(payload, { name: type, resolveTimeout }).alerts;
  } catch (error) {
    expect(error).toBeInstanceOf(PayloadRejected);
    return [];
  }
}

const rows = SOURCES.map((source) => ({ source, type: source.type }))
  .map((row) => ({ ...row, path: join(examples, `${row.type}.json`) }))
  .filter(({ path }) => existsSync(path))
  .map((row) => ({ ...row, example: readJson(row.path) }));

const odd = fc.oneof(
  fc.constantFrom(null, '', 0, -1, 1e300, 2 ** 60, true, 'x'.repeat(3_000), '\ud800', 'a\0b'),
  fc.constantFrom(
    '$NAME',
    '{{ name }}',
    '{ALERT.NAME}',
    'http://[',
    '/relative',
    '2026-02-30T99:00Z',
  ),
  fc.constantFrom<unknown>([], {}, [[]], [{}], { a: { b: [1] } }, ['env:prod', ':', 7]),
  fc.string({ unit: 'binary' }),
);

/** The payload with what stands at some of its places replaced, left out or put into an array. */
function disturbed(value: unknown, dice: () => number, other: () => unknown): unknown {
  const roll = dice();
  if (roll === 0) return other();
  if (roll === 1) return [value];
  if (Array.isArray(value)) return value.map((each) => disturbed(each, dice, other));
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).filter(() => dice() !== 2);
  return Object.fromEntries(pairs.map(([name, each]) => [name, disturbed(each, dice, other)]));
}

describe.each(rows)('the example of $type', ({ source, example }) => {
  it('fires, with a title and a name', () => {
    const [alert] = alertsOf(source, example);

    expect(alert?.status).toBe('firing');
    expect(alert?.content.labels['alertname']).toBeTruthy();
    expect(alert?.content.title).toBeTruthy();
  });

  it('makes sound alerts or is rejected with a reason, whatever stands in its fields', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.nat({ max: 12 })),
        fc.infiniteStream(odd),
        (dice, others) => {
          const payload = disturbed(
            example,
            () => Number(dice.next().value),
            () => others.next().value,
          );
          for (const { content } of alertsOf(source, payload)) {
            expect(content.labels).toBe(canonicalLabels(content.labels));
            expect(content.title.trim()).not.toBe('');
            expect(textsIn(content).filter(isUnsound)).toEqual([]);
            if (content.url !== null) expect(new URL(content.url).protocol).toMatch(/^https?:$/);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is read in time that grows with its size alone', () => {
    for (const filler of [' ', '{', '[', '$', 'a,', 'a:', '-', '2026-02-10T14:02:03  ', '9']) {
      const long = filler.repeat(Math.ceil(100_000 / filler.length));
      const payload = disturbed(
        example,
        () => 9,
        () => '',
      );
      const filled: unknown = JSON.parse(JSON.stringify(payload), (_, value: unknown) =>
        typeof value === 'string' ? `${value.slice(0, 19)}${long}` : value,
      );

      expect(cpuTime(() => alertsOf(source, filled))).toBeLessThan(500);
    }
  });
});

it('a notification of many alerts takes a time that grows with their number alone', () => {
  const row = rows.find(({ type }) => type === 'grafana');
  const alerts = Array.from({ length: 5_000 }, (_, n) => ({ labels: { alertname: `A${n}` } }));
  let made: readonly unknown[] | undefined;

  const took = cpuTime(() => {
    made = row && alertsOf(row.source, { status: 'firing', alerts });
  });

  expect(made).toHaveLength(5_000);
  expect(took).toBeLessThan(2_000);
});

describe('what ends', () => {
  it.each([
    ['better-stack', 'resolved'],
    ['checkly', 'recovery'],
    ['coralogix', 'resolve'],
    ['datadog', 'recovered'],
    ['grafana', 'mixed'],
    ['healthchecks', 'up'],
    ['kapacitor', 'ok'],
    ['netdata', 'clear'],
    ['newrelic', 'closed'],
    ['pingdom', 'up'],
    ['site24x7', 'up'],
    ['statuscake', 'up'],
    ['thousandeyes', 'clear'],
    ['uptime-kuma', 'up'],
    ['zabbix', 'recovered'],
  ])('is what fired, at %s', (type, name) => {
    const row = rows.find((each) => each.type === type);
    const [fired] = row ? alertsOf(row.source, row.example) : [];
    const [ended] = row ? alertsOf(row.source, readJson(join(here, type, `${name}.json`))) : [];

    expect(ended?.status).toBe('resolved');
    expect(fired && alertKeyOf(fired)).toBe(ended && alertKeyOf(ended));
  });
});

it('has no example without a source', () => {
  const named = readdirSync(examples).map((name) => name.replace(/[.]json$/, ''));
  const types = [...SOURCES, ...SDK_TYPES].map(({ type }) => type);

  expect(named.filter((type) => !types.includes(type))).toEqual([]);
});

/** Every text in a value, names of fields included. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [name, ...textsIn(each)]);
}

/** What no other program could store or show. */
function isUnsound(text: string): boolean {
  return !text.isWellFormed() || text.includes('\0');
}
