import { describe, expect, it } from 'vitest';
import type { Attempt, Delivery, Recheck } from '../../../src/domain/delivery.ts';
import { isPending } from '../../../src/domain/delivery.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import { plan, type Step } from '../../../src/engine/delivery/plan.ts';
import type { Situation } from '../../../src/engine/delivery/situation.ts';
import { aDelivery, aNotice, anEntry, anIncident, aStorm, at } from '../../support/state.ts';

const NOW = at(100);
const card = { ts: 'card', revision: 1 };
const details = { ts: 'details', revision: 1 };
const ofAnError = {
  group: 'e1-0',
  isNew: true,
  regression: null,
  spikingSince: null,
  drawnAt: at(0),
};
const note = (seq: number, thread = true): TimelineEntry =>
  anEntry({ seq, thread, what: { kind: 'note', text: `${seq}` } });
const attempt = (seconds: number): Attempt => ({
  key: 'k',
  slot: 'card',
  revision: 1,
  at: at(seconds),
  since: at(0),
  missing: false,
});
const recheck = (...seconds: readonly number[]): Recheck => ({
  key: 'k',
  ts: 'card',
  slot: 'card',
  since: at(0),
  at: seconds.map(at),
});
const joined = { seq: 2, since: at(0), count: 2, titles: [], revision: 2 };

function situation(
  incident: Partial<Incident>,
  delivery: Partial<Delivery>,
  entries: readonly TimelineEntry[] = [],
): Situation {
  return {
    subject: { type: 'incident', shown: anIncident({ detailsRevision: 1, ...incident }) },
    delivery: aDelivery({ card, details, ...delivery }),
    entries,
    now: NOW,
  };
}

const called = (seq: number): TimelineEntry =>
  anEntry({
    seq,
    what: {
      kind: 'called',
      mention: '@oncall',
      title: 'DiskFull',
      severity: 'critical',
      why: 'opened',
      waited: null,
      next: null,
    },
  });

const over = (seq: number): TimelineEntry =>
  anEntry({ seq, what: { kind: 'resolved', how: 'alerts', note: '' } });

/** What a step does, in a word. */
function wordOf(step: Step): string {
  if (step.kind === 'update') return `update ${step.slot} ${step.ts}`;
  if (step.kind !== 'post') return step.kind;
  const seqs = step.entries.map(({ seq }) => seq).join('+');
  return `post ${step.slot}${seqs && ` ${seqs}`}`;
}

describe('what is to be done', () => {
  it.each<[string, Situation, readonly string[]]>([
    [
      'is nothing for what nobody is to hear of',
      situation({ cardRevision: 0 }, { card: null, details: null }),
      [],
    ],
    [
      'is the card first, whatever else waits',
      situation({ entryCount: 2 }, { card: null, details: null }, [note(2)]),
      ['post card'],
    ],
    [
      'are the details next',
      situation({ entryCount: 2 }, { details: null }, [note(2)]),
      ['post details'],
    ],
    [
      'are calls before the details',
      situation({ entryCount: 2 }, { details: null }, [called(2)]),
      ['post thread 2'],
    ],
    [
      'is whatever keeps a call from being told, before the details',
      situation({ entryCount: 3 }, { details: null }, [note(2), called(3)]),
      ['post thread 2'],
    ],
    [
      'are the details before a call that came to nothing',
      situation({ entryCount: 2, status: 'acknowledged' }, { details: null }, [called(2)]),
      ['post details'],
    ],
    [
      'are no details for what is over already',
      situation({ entryCount: 2, status: 'resolved' }, { details: null }, [note(2)]),
      ['post thread 2'],
    ],
    [
      'are the details of an error also when it is over already',
      situation({ status: 'resolved', error: ofAnError }, { details: null }),
      ['post details'],
    ],
    [
      'is to do without the details once all else is told of what is over',
      situation({ status: 'resolved' }, { details: null }),
      ['settle'],
    ],
    [
      'are the details that were done without, once it is back',
      situation({ detailsRevision: 2 }, { details: { ts: '', revision: 1 } }),
      ['post details'],
    ],
    [
      'are fresh details of what is over, where there are some',
      situation({ detailsRevision: 2, status: 'resolved' }, {}),
      ['update details details'],
    ],
    [
      'is only the end, where a call before it came to nothing',
      situation({ entryCount: 3, status: 'resolved' }, { details: null }, [called(2), over(3)]),
      ['post thread 3'],
    ],
    [
      'are no details where none are wanted',
      situation({ detailsRevision: 0, entryCount: 2 }, { details: null }, [note(2)]),
      ['post thread 2'],
    ],
    [
      'is the thread then, one thing at a time',
      situation({ entryCount: 3 }, {}, [note(2), note(3)]),
      ['post thread 2'],
    ],
    [
      'is the card before the thread',
      situation({ cardRevision: 2, entryCount: 2 }, {}, [note(2)]),
      ['update card card', 'post thread 2'],
    ],
    [
      'are fresh details after the thread',
      situation({ detailsRevision: 2, entryCount: 2 }, {}, [note(2)]),
      ['post thread 2', 'update details details'],
    ],
    ['is nothing when all is shown', situation({}, {}), []],
    [
      'is to move on where all that waits is hidden',
      situation({ entryCount: 3 }, {}, [note(2, false), note(3, false)]),
      ['settle'],
    ],
    [
      'is the reply about joined alerts that grew',
      situation({ joined }, { joined: { seq: 2, ts: 'reply', revision: 1 } }),
      ['update joined reply'],
    ],
    [
      'is not the reply about joined alerts that is fresh',
      situation({ joined }, { joined: { seq: 2, ts: 'reply', revision: 2 } }),
      [],
    ],
    [
      'is not an earlier reply about joined alerts',
      situation(
        { joined: { ...joined, seq: 5 } },
        { joined: { seq: 2, ts: 'reply', revision: 1 } },
      ),
      [],
    ],
    [
      'is to search for a post of unknown outcome, and nothing else',
      situation({ cardRevision: 9 }, { attempt: attempt(98) }),
      ['search'],
    ],
    [
      'is nothing while such a post may still arrive',
      situation({ cardRevision: 9 }, { attempt: attempt(99) }),
      [],
    ],
    [
      'is nothing before the time to try again',
      situation({ cardRevision: 9 }, { notBefore: at(101) }),
      [],
    ],
    [
      'is what waits from the time to try again',
      situation({ cardRevision: 9 }, { notBefore: NOW }),
      ['update card card'],
    ],
    [
      'is to look for late messages when that is due, after all else',
      situation({ cardRevision: 9 }, { rechecks: [recheck(100, 160), recheck(101)] }),
      ['update card card', 'recheck'],
    ],
  ])('%s', (_, given, expected) => {
    expect(plan(given).steps.map(wordOf)).toEqual(expected);
  });

  it.each<[string, Partial<Delivery>, number | null]>([
    ['two seconds after a post of unknown outcome', { attempt: attempt(99) }, 101],
    ['at the time to try again', { notBefore: at(130) }, 130],
    ['at the next look for late messages', { rechecks: [recheck(160), recheck(115, 160)] }, 115],
    [
      'at the next look that is not due already',
      { rechecks: [recheck(90, 160), recheck(170)] },
      170,
    ],
    ['never, when all that is to come is due now', { rechecks: [recheck(100, 160)] }, null],
    ['never, when nothing is to come', {}, null],
  ])('is looked at again %s', (_, delivery, seconds) => {
    expect(plan(situation({}, delivery)).wakeAt).toBe(seconds === null ? null : at(seconds));
  });

  it.each<[string, Situation, string]>([
    ['the card', situation({}, { card: null }), 'incident-1:0:card'],
    [
      'the card that replaces a lost one',
      situation({}, { card: null, generation: 2 }),
      'incident-1:2:card',
    ],
    ['the details', situation({}, { details: null }), 'incident-1:0:details'],
    [
      'a reply, by its last entry',
      situation({ entryCount: 2 }, {}, [note(2)]),
      'incident-1:0:thread-2',
    ],
  ])('is posted under a key of its own: %s', (_, given, key) => {
    expect(plan(given).steps[0]).toMatchObject({ kind: 'post', key, since: NOW });
  });
});

const DAY = 86_400;

function noticeAt(seconds: number, delivery: Partial<Delivery> = {}): Situation {
  return {
    subject: { type: 'notice', shown: aNotice() },
    delivery: aDelivery({ card: null, ...delivery }),
    entries: [],
    now: at(seconds),
  };
}

describe('what is to be done for a notice', () => {
  it.each<[string, Situation, readonly string[]]>([
    ['is to post it', noticeAt(10), ['post card']],
    ['is nothing once it is posted', noticeAt(10, { card }), []],
    ['is still to post it within a day', noticeAt(DAY - 1), ['post card']],
    ['is to give it up after a day', noticeAt(DAY), ['give-up']],
    [
      'is to give it up after a day, whatever is known of the last try',
      noticeAt(DAY, { attempt: attempt(0), notBefore: at(2 * DAY) }),
      ['give-up'],
    ],
    ['is nothing after a day once it is posted', noticeAt(DAY, { card }), []],
  ])('%s', (_, given, expected) => {
    expect(plan(given).steps.map(wordOf)).toEqual(expected);
  });
});

describe('what is to be done for a storm', () => {
  const stormy = (
    delivery: Partial<Delivery>,
    entries: readonly TimelineEntry[] = [],
  ): Situation => ({
    subject: { type: 'storm', shown: aStorm({ cardRevision: 3, entryCount: 60 }) },
    delivery: aDelivery({ subject: 'storm-1', cursor: 0, ...delivery }),
    entries,
    now: NOW,
  });
  const named = Array.from({ length: 50 }, (_, index) =>
    anEntry({
      seq: index + 1,
      what: { kind: 'named', number: index, title: 'DiskFull', severity: 'warning' },
    }),
  );

  it('is its message first, then one reply for many incidents, and never details', () => {
    expect(plan(stormy({ card: null }, named)).steps.map(wordOf)).toEqual(['post card']);
    expect(plan(stormy({}, named)).steps).toMatchObject([
      { kind: 'update', slot: 'card' },
      { kind: 'post', slot: 'thread', key: 'storm-1:0:thread-50', entries: named },
    ]);
  });
});

describe('Slack lags behind', () => {
  it.each<[string, Partial<Incident>, Partial<Delivery> | undefined, boolean]>([
    ['not with what nobody is to hear of', { cardRevision: 0 }, undefined, false],
    ['with what it never heard of', {}, undefined, true],
    ['not when it shows everything', {}, {}, false],
    ['with an older card', { cardRevision: 2 }, {}, true],
    ['with older details', { detailsRevision: 2 }, {}, true],
    ['with entries it does not have', { entryCount: 2 }, {}, true],
    ['while a post is under way', {}, { attempt: attempt(0) }, true],
    ['while something is to be looked up', {}, { rechecks: [recheck(0)] }, true],
    [
      'with an older reply about joined alerts',
      { joined },
      { joined: { seq: 2, ts: 'r', revision: 1 } },
      true,
    ],
    [
      'not with an earlier reply about joined alerts',
      { joined },
      { joined: { seq: 1, ts: 'r', revision: 1 } },
      false,
    ],
  ])('%s', (_, incident, ...[delivery, expected]) => {
    const row = delivery && aDelivery({ card, details, ...delivery });

    expect(isPending(anIncident({ detailsRevision: 1, ...incident }), row)).toBe(expected);
  });
});
