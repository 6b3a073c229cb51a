import { describe, expect, it } from 'vitest';
import type { Attempt, Delivery, Recheck, Slot } from '../../../src/domain/delivery.ts';
import { madeGood } from '../../../src/engine/delivery/overtaken.ts';
import { found } from '../../../src/engine/delivery/progress.ts';
import { aDelivery, anIncident, at } from '../../support/state.ts';

const NOW = at(100);
const LOOKS = [NOW, at(115), at(160)];

const attempt = (slot: Slot, some: Partial<Attempt> = {}): Attempt => ({
  key: 'k',
  slot,
  revision: 4,
  at: at(20),
  since: at(10),
  missing: false,
  ...some,
});
const recheck = (some: Partial<Recheck> = {}): Recheck => ({
  key: 'k',
  ts: 'theirs',
  slot: 'thread',
  since: at(5),
  at: [at(170)],
  ...some,
});
const card = { ts: 'theirs', revision: 1 };

describe('a post that was sent too late', () => {
  const late = (slot: Slot, generation = 0) =>
    ({ kind: 'post', attempt: attempt(slot), generation, ts: 'mine' }) as const;

  it.each<[string, Slot, Partial<Delivery>, string | null]>([
    ['a card beside another', 'card', { card }, 'theirs'],
    ['details beside others', 'details', { details: card }, 'theirs'],
    [
      'the reply about alerts that joined',
      'thread',
      { joined: { seq: 4, ts: 'theirs', revision: 1 } },
      'theirs',
    ],
    ['a reply that is looked for anyway', 'thread', { rechecks: [recheck()] }, 'theirs'],
    ['a reply beside one that nobody remembers', 'thread', {}, null],
    ['a card of a lost generation', 'card', { generation: 1, card }, ''],
  ])('is looked for three times: %s', (_, slot, row, ts) => {
    const { rechecks } = madeGood(aDelivery(row), late(slot), NOW);

    expect(rechecks).toMatchObject([{ key: 'k', ts, slot, at: LOOKS }]);
  });

  it.each<[string, Partial<Delivery>]>([
    ['was adopted', { card: { ts: 'mine', revision: 1 } }],
    ['will be found by whoever looks for the attempt', { card: null, attempt: attempt('card') }],
  ])('is none where it %s', (_, row) => {
    const delivery = aDelivery(row);

    expect(madeGood(delivery, late('card'), NOW)).toBe(delivery);
  });

  it('is looked for from where the earliest look began', () => {
    const row = aDelivery({ rechecks: [recheck(), recheck({ key: 'other' })] });

    expect(madeGood(row, late('thread'), NOW).rechecks).toEqual([
      recheck({ key: 'other' }),
      recheck({ since: at(5), at: LOOKS }),
    ]);
  });
});

describe('an update that was sent too late', () => {
  it.each([
    ['card', { card: { ts: 'm', revision: 3 } }, 'incident-1:0:card'],
    ['details', { details: { ts: 'm', revision: 3 } }, 'incident-1:0:details'],
    ['joined', { joined: { seq: 4, ts: 'm', revision: 3 } }, 'incident-1:0:thread-4'],
  ] as const)('has its message drawn anew (%s)', (slot, row, key) => {
    const step = { kind: 'update', slot, ts: 'm' } as const;

    expect(madeGood(aDelivery(row), { kind: 'update', step }, NOW).rechecks).toMatchObject([
      { key, ts: 'm', at: LOOKS },
    ]);
  });

  it('is of no matter to a message that was posted anew', () => {
    const delivery = aDelivery({ card: { ts: 'newer', revision: 3 } });
    const step = { kind: 'update', slot: 'card', ts: 'm' } as const;

    expect(madeGood(delivery, { kind: 'update', step }, NOW)).toBe(delivery);
  });
});

describe('what history has of an attempt', () => {
  const tried = attempt('card', { since: at(20) });
  const situation = {
    subject: { type: 'incident', shown: anIncident() } as const,
    delivery: aDelivery({ card: null, attempt: tried }),
    entries: [],
    now: NOW,
  };

  it.each<[string, readonly string[], Partial<Delivery>]>([
    ['nothing: it is to be posted again', [], { card: null }],
    ['one: it is adopted', ['a'], { card: { ts: 'a', revision: 4 }, rechecks: [] }],
    [
      'several: the oldest is adopted, and others are looked for at once',
      ['a', 'b'],
      {
        card: { ts: 'a', revision: 4 },
        rechecks: [{ key: 'k', ts: 'a', slot: 'card', since: at(20), at: LOOKS }],
      },
    ],
  ])('%s', (_, messages, expected) => {
    expect(found(situation, tried, messages)).toMatchObject(expected);
  });
});
