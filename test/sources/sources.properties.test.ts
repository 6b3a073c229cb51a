import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertContent } from '../../src/domain/alert.ts';
import { canonicalLabels, labelKey } from '../../src/domain/labels.ts';
import { SOURCES } from '../../src/sources/index.ts';
import { type Parsed, PayloadRejected, type Source } from '../../src/sources/source.ts';

const names = fc.constantFrom(
  'labels',
  'annotations',
  'alerts',
  'title',
  'status',
  'severity',
  'startsAt',
  'endsAt',
  'url',
  'dedup_key',
  'alertname',
  'host',
  '__proto__',
  'constructor',
);
const words = fc.oneof(
  fc.constantFrom('firing', 'resolved', 'critical', '', '0001-01-01T00:00:00Z', '\ud800', 'a\0b'),
  fc.constantFrom('2026-01-01T00:00:00Z', '2026-13-45T99:99:99Z', 'http://x', 'http://[', 'x:1'),
  fc.string({ unit: 'binary' }),
);
/** JSON that looks like payloads just enough to get past the first checks. */
const { payload } = fc.letrec((tie) => ({
  payload: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    fc.double(),
    fc.constantFrom(null, true, 0),
    fc.array(tie('payload'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('payload')), { maxLength: 6 }).map((pairs) => objectOf(pairs)),
  ),
}));

/** As `JSON.parse` would: `__proto__` too becomes a field like any other. */
function objectOf(pairs: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(pairs);
}

function parsed(source: Source, value: unknown): Parsed | undefined {
  try {
    return source.parse(value, { name: 'test', resolveTimeout: source.resolveTimeout });
  } catch (error) {
    expect(error).toBeInstanceOf(PayloadRejected);
    return undefined;
  }
}

function textsOf({ labels, annotations, title, description }: AlertContent): readonly string[] {
  const pairs = [...Object.entries(labels), ...Object.entries(annotations)];
  return [title, description, ...pairs.flat()];
}

const alike = fc.record(
  {
    title: words,
    status: words,
    severity: words,
    labels: fc.dictionary(fc.oneof(names, words), words, { maxKeys: 4 }),
    annotations: fc.dictionary(words, words, { maxKeys: 4 }),
    startsAt: words,
    endsAt: words,
    url: words,
  },
  { requiredKeys: [] },
);
const anything = fc.oneof(
  payload,
  fc.array(alike, { maxLength: 4 }),
  fc.array(alike, { maxLength: 4 }).map((alerts) => ({ alerts, status: 'firing' })),
);

describe.each(SOURCES.map((source) => ({ source, type: source.type })))('$type', ({ source }) => {
  it('makes alerts of any JSON or rejects it, and never fails otherwise', () => {
    fc.assert(fc.property(anything, (value) => void parsed(source, value)));
  });

  it('accounts for every entry once', () => {
    fc.assert(
      fc.property(fc.array(alike, { maxLength: 6 }), (entries) => {
        const value = source.type === 'alertmanager' ? { alerts: entries } : entries;
        const made = parsed(source, value);

        if (made) expect(made.alerts.length + made.rejected.length).toBe(entries.length);
      }),
    );
  });

  it('makes only alerts that stores can keep and Slack can show', () => {
    fc.assert(
      fc.property(anything, (value) => {
        for (const { content } of parsed(source, value)?.alerts ?? []) {
          expect(labelKey(content.labels)).toBe(labelKey(canonicalLabels(content.labels)));
          expect(Object.keys(content.labels)).not.toHaveLength(0);
          expect(content.title.trim()).not.toBe('');
          expect(textsOf(content).filter((text) => /\p{Surrogate}|\0/u.test(text))).toEqual([]);
          if (content.url !== null) expect(new URL(content.url).protocol).toMatch(/^https?:$/);
        }
      }),
    );
  });
});
