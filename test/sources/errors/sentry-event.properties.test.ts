import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LEVELS } from '../../../src/domain/error-event.ts';
import { sentrySdk } from '../../../src/sources/index.ts';
import { PayloadRejected } from '../../../src/sources/source.ts';
import { RECORDED_AT } from './recordings.ts';

const origin = { name: 'shop', resolveTimeout: null, receivedAt: RECORDED_AT };
const ABOUT_60_KB = 75_000;

/** Texts that are empty, odd, or longer than anything that is kept. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '__proto__', 'password', '{{auto}}', '%s %(x)s {0}', '\0\ud800', 'a@b.c'),
  fc.integer({ min: 1, max: 5_000 }).map((length) => '\u4e2d"'.repeat(length)),
);
const anything = fc.oneof(
  { weight: 3, arbitrary: text },
  fc.jsonValue({ depthSize: 'small' }),
  fc.constantFrom(null, 1e300, 2 ** 60, -1, 0, true, [], {}, [[]], [{}]),
);
const maybe = (real: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: real }, { weight: 1, arbitrary: anything });
const some = <T>(of: fc.Arbitrary<T>, most: number) => maybe(fc.array(of, { maxLength: most }));
const record = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  maybe(fc.record(shape, { requiredKeys: [] }));
const labels = fc.oneof(
  maybe(fc.dictionary(text, anything, { maxKeys: 30 })),
  some(fc.tuple(text, anything), 30),
);

const frame = record({
  abs_path: maybe(text),
  filename: maybe(text),
  module: maybe(text),
  function: maybe(text),
  lineno: anything,
  context_line: maybe(text),
  pre_context: some(text, 8),
  post_context: some(text, 8),
  in_app: maybe(fc.boolean()),
  vars: labels,
});
const exception = record({
  type: maybe(text),
  value: maybe(text),
  mechanism: record({ handled: maybe(fc.boolean()), synthetic: maybe(fc.boolean()) }),
  stacktrace: record({ frames: some(frame, 80) }),
});
const values = <T>(of: fc.Arbitrary<T>, most: number) =>
  fc.oneof(some(of, most), record({ values: some(of, most) }));

/** Events with any of their fields missing or of any type. */
const event = record({
  event_id: maybe(text),
  timestamp: fc.oneof(anything, fc.double(), fc.constant('2026-11-22T16:45:04.921379Z')),
  level: fc.oneof(anything, fc.constantFrom(...LEVELS)),
  message: fc.oneof(anything, record({ message: text, params: anything, formatted: text })),
  logentry: record({ message: text, params: anything, formatted: text }),
  exception: values(exception, 12),
  breadcrumbs: values(
    record({ timestamp: anything, message: maybe(text), category: text, data: labels }),
    80,
  ),
  fingerprint: some(text, 30),
  tags: labels,
  extra: labels,
  contexts: maybe(fc.dictionary(text, labels, { maxKeys: 30 })),
  user: record({ id: anything, email: maybe(text), username: text, ip_address: maybe(text) }),
  request: record({
    url: text,
    method: text,
    headers: labels,
    query_string: labels,
    data: anything,
  }),
  sdk: record({ name: text, version: text }),
  release: anything,
  environment: anything,
});

/** The error, or that it was refused as it should be. */
function understood(payload: unknown) {
  try {
    return sentrySdk.event(payload, origin).alert?.event?.error;
  } catch (error) {
    expect(error).toBeInstanceOf(PayloadRejected);
    return null;
  }
}

const RUNS = { numRuns: 150 };

it('whatever JSON stands for an event, it becomes an error of bounded size or is refused', () => {
  fc.assert(
    fc.property(fc.oneof(event, fc.jsonValue()), (payload) => {
      const error = understood(payload);

      if (!error) return;
      expect(Buffer.byteLength(JSON.stringify(error))).toBeLessThan(ABOUT_60_KB);
      expect(error.chain.length).toBeLessThanOrEqual(8);
      expect(error.breadcrumbs.length).toBeLessThanOrEqual(50);
      for (const { frames } of error.chain) expect(frames.length).toBeLessThanOrEqual(50);
      expect(error.id).toMatch(/^[0-9a-f]{32}$/);
      expect(LEVELS).toContain(error.level);
    }),
    RUNS,
  );
});

it('whatever an event has, its alert has labels and a title that stores can keep', () => {
  fc.assert(
    fc.property(event, (payload) => {
      const item = understood(payload) && sentrySdk.event(payload, origin);

      const content = item?.alert?.content;
      if (!content) return;
      expect(content.title).not.toBe('');
      expect(content.labels).toMatchObject({ service: 'shop', alertname: expect.anything() });
      expect(JSON.stringify(item).isWellFormed()).toBe(true);
      expect(JSON.stringify(item)).not.toContain('\\u0000');
    }),
    RUNS,
  );
});

it('an event that is sent again is the same error', () => {
  fc.assert(
    fc.property(event, (payload) => {
      expect(understood(payload)).toEqual(understood(payload));
    }),
    { numRuns: 50 },
  );
});
