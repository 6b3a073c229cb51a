import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentrySdk } from '../../../src/sources/index.ts';
import { PayloadRejected } from '../../../src/sources/source.ts';
import { RECORDED_AT } from './recordings.ts';

const origin = { name: 'shop', resolveTimeout: null, receivedAt: RECORDED_AT };
const message = (text: string) => JSON.stringify({ message: text });
const envelopeOf = (...lines: readonly string[]) =>
  sentrySdk.envelope(Buffer.from(lines.join('\n')));

/** What is in an envelope, in a word each. */
function inside(...lines: readonly string[]) {
  return sentrySdk
    .items(envelopeOf(...lines), origin)
    .map(
      ({ type, alert, reason, outcome }) => reason ?? alert?.content.title ?? `${type} ${outcome}`,
    );
}

const UNREADABLE = "An item's header is not a JSON object; nothing behind it can be read.";
const CUT = 'An item is shorter than its header says: the envelope was cut.';
const one = message('one');

describe('an envelope', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['without items', ['{}'], []],
    ['of an item without a length', ['{}', '{"type":"event"}', one], ['one']],
    [
      'of an item with its length',
      ['{}', `{"type":"event","length":${one.length}}`, one, ''],
      ['one'],
    ],
    [
      'of a payload over several lines, by its length',
      ['{}', '{"type":"event","length":19}', '{"message":\n"two"\n}', '{"type":"session"}', '{}'],
      ['two', 'session counted'],
    ],
    [
      'of two items, the first without a length',
      ['{}', '{"type":"event"}', one, '{"type":"event"}', message('two')],
      ['one', 'two'],
    ],
    ['with blank lines between items', ['{}', '', '{"type":"event"}', one, '', ''], ['one']],
    ['with a length that is no number', ['{}', '{"type":"event","length":"9"}', one], ['one']],
    ['with a negative length', ['{}', '{"type":"event","length":-1}', one], ['one']],
    [
      'with an item that nobody knows',
      ['{}', '{"type":"hologram"}', 'x', '{"type":"event"}', one],
      ['unknown skipped', 'one'],
    ],
    ['with an item without a type', ['{}', '{}', '{}'], ['unknown skipped']],
    [
      'with an event that is no JSON',
      ['{}', '{"type":"event"}', '{"mess', '{"type":"event"}', one],
      ['Its payload is not JSON.', 'one'],
    ],
    [
      'with an event that is no object',
      ['{}', '{"type":"event"}', '[1]', '{"type":"event"}', one],
      ['An event must be an object, and this is an array.', 'one'],
    ],
    [
      'with a check-in of no job',
      ['{}', '{"type":"check_in"}', '{"status":"ok"}', '{"type":"event"}', one],
      ['A check-in needs a "monitor_slug", the name of its job.', 'one'],
    ],
    [
      'with a check-in that is no object',
      ['{}', '{"type":"check_in"}', '[1]', '{"type":"event"}', one],
      ['A check-in must be an object, and is an array.', 'one'],
    ],
    ['that ends within an item', ['{}', '{"type":"event","length":500}', one], [CUT]],
    [
      'with a header of an item that is none',
      ['{}', '{"type":"event"}', one, 'oops', '{"type":"event"}', one],
      ['one', UNREADABLE],
    ],
    [
      'with a transaction as an event',
      ['{}', '{"type":"event"}', '{"type":"transaction"}'],
      ['transaction counted'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(inside(...lines)).toEqual(expected);
  });

  it.each(['', 'oops', '[]', '\0\x01', '"{}"'])('is refused that begins with %j', (first) => {
    expect(() => envelopeOf(first, '{"type":"event"}', one)).toThrow(PayloadRejected);
  });

  it('with a mark of the byte order is read', () => {
    expect(inside('\ufeff{}', '{"type":"event"}', one)).toEqual(['one']);
  });

  it('gives its event the id of its header, where the event has none', () => {
    const id = 'a3441960f7ae450bb65a2411dd876b9c';
    const envelope = envelopeOf(
      '{"event_id":"A3441960-F7AE-450B-B65A-2411DD876B9C"}',
      '{"type":"event"}',
      one,
    );

    expect(sentrySdk.eventId(envelope)).toBe(id);
    expect(sentrySdk.items(envelope, origin)[0]?.alert?.event?.error?.id).toBe(id);
  });

  it('has at most a thousand items', () => {
    const lines = Array.from({ length: 1_001 }, () => ['{"type":"session"}', '{}']).flat();

    const items = inside('{}', ...lines);

    expect(items).toHaveLength(1_001);
    expect(items.at(-1)).toBe('Only the first 1000 items of an envelope are read.');
  });

  it('has no event larger than 1 MiB', () => {
    const large = message('x'.repeat(1024 * 1024));

    expect(inside('{}', '{"type":"event"}', large, '{"type":"event"}', one)).toEqual([
      'It is larger than 1 MiB.',
      'one',
    ]);
  });

  it('of any bytes is items, or refused', () => {
    const line = fc.oneof(
      fc.constantFrom('{}', '{"type":"event"}', '{"type":"event","length":5}', one, ''),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        try {
          for (const { outcome } of sentrySdk.items(envelopeOf(...lines), origin)) {
            expect(['stored', 'counted', 'rejected', 'skipped']).toContain(outcome);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(PayloadRejected);
        }
      }),
    );
  });
});
