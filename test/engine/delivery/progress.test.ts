import { describe, expect, it } from 'vitest';
import {
  type Attempt,
  type Delivery,
  isPending,
  type Recheck,
  type Slot,
  type Subject,
} from '../../../src/domain/delivery.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { seconds } from '../../../src/domain/time.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import type { Step } from '../../../src/engine/delivery/plan.ts';
import {
  backoff,
  begun,
  cardLost,
  failed,
  firstDelivery,
  lost,
  notSent,
  posted,
  rechecked,
  settled,
  slotLost,
  updated,
} from '../../../src/engine/delivery/progress.ts';
import type { Situation } from '../../../src/engine/delivery/situation.ts';
import { aDelivery, aNotice, anEntry, anIncident, aStorm, at } from '../../support/state.ts';

const NOW = at(100);
const TROUBLED = { failures: 3, fault: 'oops', notBefore: at(50) };
const WELL = { failures: 0, fault: null, notBefore: null };

function situation(
  incident: Partial<Incident> = {},
  delivery: Partial<Delivery> = {},
  entries: readonly TimelineEntry[] = [],
): Situation {
  const subject = { type: 'incident', shown: anIncident(incident) } as const;
  return { subject, delivery: aDelivery(delivery), entries, now: NOW };
}

const attempt = (slot: Slot, some: Partial<Attempt> = {}): Attempt => ({
  key: 'k',
  slot,
  revision: 3,
  at: NOW,
  since: NOW,
  missing: false,
  ...some,
});
const post = (
  slot: Slot,
  entries: readonly TimelineEntry[] = [],
): Extract<Step, { kind: 'post' }> => ({
  kind: 'post',
  slot,
  key: 'k',
  since: NOW,
  entries,
});
const hidden = (seq: number) => anEntry({ seq, thread: false });
const joined = { seq: 4, since: at(0), count: 2, titles: [], revision: 7 };

describe('a delivery', () => {
  it('begins with nothing', () => {
    expect(firstDelivery(anIncident(), 'T9')).toEqual({
      subject: 'incident-1',
      team: 'T9',
      channelId: '',
      generation: 0,
      card: null,
      details: null,
      cursor: 0,
      joined: null,
      attempt: null,
      rechecks: [],
      lease: null,
      ...WELL,
    });
  });

  it.each<[Slot, readonly TimelineEntry[], number]>([
    ['card', [], 5],
    ['details', [], 6],
    ['thread', [anEntry({ seq: 7 }), anEntry({ seq: 8 })], 8],
  ])(
    'records what it is about to post as the %s, and which revision',
    (slot, entries, revision) => {
      const given = situation({ cardRevision: 5, detailsRevision: 6 });

      expect(begun(given, post(slot, entries), 'C9')).toMatchObject({
        channelId: 'C9',
        attempt: { key: 'k', slot, revision, at: NOW, since: NOW, missing: false },
      });
    },
  );
});

describe('what was posted', () => {
  it.each<[string, Attempt, Partial<Delivery>]>([
    ['as the card', attempt('card'), { card: { ts: 'new', revision: 3 }, cursor: 3 }],
    ['as the details', attempt('details'), { details: { ts: 'new', revision: 3 }, cursor: 1 }],
    ['as a reply', attempt('thread'), { cursor: 3, joined: null }],
    [
      'as the reply about joined alerts',
      attempt('thread', { revision: 4 }),
      { cursor: 4, joined: { seq: 4, ts: 'new', revision: 7 } },
    ],
    [
      'as the reply about joined alerts, found in history',
      attempt('thread', { revision: 4, at: at(90) }),
      { cursor: 4, joined: { seq: 4, ts: 'new', revision: 0 } },
    ],
  ])('%s stands there, and all trouble is over', (_, tried, expected) => {
    const entries = [hidden(2), hidden(3), anEntry({ seq: 4 })];
    const given = situation({ joined }, { ...TROUBLED, attempt: tried, cursor: 1 }, entries);

    expect(posted(given, tried, 'new')).toMatchObject({ attempt: null, ...WELL, ...expected });
  });

  it('leaves an earlier reply about joined alerts as it was', () => {
    const before = { seq: 2, ts: 'old', revision: 1 };
    const given = situation({ joined }, { joined: before });

    expect(posted(given, attempt('thread', { revision: 3 }), 'new').joined).toEqual(before);
  });

  it('at the first try is not looked for again', () => {
    expect(posted(situation(), attempt('card'), 'new').rechecks).toEqual([]);
  });

  it('at a later try is looked for 15 and 60 seconds later, since the first may still arrive', () => {
    const second = attempt('card', { since: at(90) });

    expect(posted(situation(), second, 'new').rechecks).toEqual([
      { key: 'k', ts: 'new', slot: 'card', since: at(90), at: [at(115), at(160)] },
    ]);
  });

  it('moves the cursor over what is hidden, and stops at what is not', () => {
    const entries = [anEntry({ seq: 2 }), hidden(3), hidden(4), anEntry({ seq: 5 }), hidden(6)];
    const given = situation({}, { cursor: 1 }, entries);

    expect(posted(given, attempt('thread', { revision: 2 }), 'new').cursor).toBe(4);
  });
});

describe('a try', () => {
  it('that history does not know is begun anew, and remembers the first', () => {
    const first = attempt('card', { at: at(90), since: at(80) });

    expect(lost(situation(), first).attempt).toEqual({
      ...first,
      at: NOW,
      since: at(80),
      missing: true,
    });
  });

  it('that surely did not arrive is forgotten', () => {
    expect(notSent(aDelivery({ attempt: attempt('card') })).attempt).toBeNull();
  });

  it('that was a second one and surely did not arrive goes on as one, since the first may still turn up', () => {
    const second = attempt('card', { at: at(90), since: at(80) });

    expect(notSent(aDelivery({ attempt: second })).attempt).toEqual({ ...second, missing: true });
  });

  it('that failed is made again later, ever more rarely, and says what is wrong', () => {
    const given = situation({}, { failures: 2, attempt: attempt('card') });

    expect(failed(given, 'is_archived')).toMatchObject({
      attempt: null,
      failures: 3,
      fault: 'is_archived',
      notBefore: at(104),
    });
  });

  it('waits 1, 2, 4 … seconds, and never more than a minute', () => {
    const waits = Array.from({ length: 9 }, (_, index) => backoff(index + 1));

    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map(seconds));
  });
});

describe('a look for late messages', () => {
  const recheck = (...times: readonly number[]): Recheck => ({
    key: 'k',
    ts: 'card',
    slot: 'card',
    since: at(0),
    at: times.map(at),
  });

  it.each([
    ['is made once less', [15, 60], [[60]]],
    ['is forgotten after the last time', [60], []],
  ])('%s', (_, times, left) => {
    const one = recheck(...times);

    expect(rechecked(aDelivery({ rechecks: [one] }), one).rechecks.map((each) => each.at)).toEqual(
      left.map((each) => each.map(at)),
    );
  });

  it('does not touch the others', () => {
    const [one, other] = [recheck(15), recheck(20)];

    expect(rechecked(aDelivery({ rechecks: [one, other] }), one).rechecks).toEqual([other]);
  });
});

describe('an update', () => {
  const wanted = { cardRevision: 5, detailsRevision: 6, joined };
  const details = { ts: 'details', revision: 1 };
  const reply = { seq: 4, ts: 'reply', revision: 1 };

  it.each<['card' | 'details' | 'joined', object]>([
    ['card', { card: { revision: 5 }, details, joined: reply }],
    ['details', { card: { revision: 1 }, details: { ...details, revision: 6 }, joined: reply }],
    ['joined', { card: { revision: 1 }, details, joined: { ...reply, revision: 7 } }],
  ])('of the %s makes that fresh, nothing else, and all trouble is over', (slot, expected) => {
    const given = situation(wanted, { ...TROUBLED, details, joined: reply });

    expect(updated(given, slot)).toMatchObject({ ...WELL, ...expected });
  });

  it('of what is not there makes nothing', () => {
    const given = situation(wanted, { card: null, details: null, joined: null });
    const after = (['card', 'details', 'joined'] as const).map((slot) => updated(given, slot));

    expect(after.map((each) => [each.card, each.details, each.joined])).toEqual(
      after.map(() => [null, null, null]),
    );
  });
});

describe('settling', () => {
  it('moves the cursor to the last hidden entry before one that is to be told', () => {
    const entries = [hidden(2), hidden(3), anEntry({ seq: 4 })];

    expect(settled(situation({}, { cursor: 1 }, entries)).cursor).toBe(3);
  });

  it('does not pass over entries that it has not seen', () => {
    expect(settled(situation({}, { cursor: 1 }, [hidden(3)])).cursor).toBe(1);
  });
});

describe('a card that is gone', () => {
  const shown = { details: { ts: 'd', revision: 1 }, cursor: 4, generation: 1, rechecks: [] };

  it('is posted anew for an open incident, under another key, without the old thread', () => {
    const anew = cardLost(situation({ status: 'acknowledged', entryCount: 6 }, shown));

    expect(anew).toEqual({
      ...firstDelivery(anIncident(), 'T1'),
      generation: 2,
      cursor: 4,
    });
  });

  it('is left in peace for a resolved incident: nothing waits', () => {
    const wanted = {
      status: 'resolved',
      cardRevision: 5,
      detailsRevision: 6,
      entryCount: 7,
    } as const;
    const after = cardLost(situation(wanted, { ...shown, channelId: 'C1' }));

    expect(after).toMatchObject({
      team: 'T1',
      channelId: 'C1',
      card: { revision: 5 },
      details: { revision: 6 },
      cursor: 7,
    });
  });

  it.each<[string, Subject, boolean]>([
    ['a storm that goes on', { type: 'storm', shown: aStorm() }, true],
    ['a storm that is over', { type: 'storm', shown: aStorm({ endedAt: at(50) }) }, false],
    ['a notice', { type: 'notice', shown: aNotice() }, false],
  ])('of $0 is one new message: $2', (_, subject, isPostedAnew) => {
    const after = cardLost({ ...situation({}, shown), subject });

    expect(after.card === null).toBe(isPostedAnew);
    expect(isPending(subject.shown, after)).toBe(isPostedAnew);
  });

  it.each<['card' | 'thread' | 'details' | 'joined', boolean]>([
    ['card', true],
    ['thread', true],
    ['details', false],
    ['joined', false],
  ])('is what a missing %s means: %s', (slot, isCardLost) => {
    const after = slotLost(situation({ detailsRevision: 9 }, shown), slot);

    expect(after.card === null).toBe(isCardLost);
  });
});
