import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/domain/delivery.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Severity } from '../../../src/domain/severity.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import type { Step } from '../../../src/engine/delivery/plan.ts';
import { urgencyOf, waitingSince } from '../../../src/engine/delivery/urgency.ts';
import { ANN, BOB } from '../../support/builders.ts';
import { aDelivery, aNotice, anEntry, anIncident, aStorm, at } from '../../support/state.ts';

const post = (slot: 'card' | 'details' | 'thread'): Step => ({
  kind: 'post',
  slot,
  key: 'k',
  since: at(0),
  entries: [],
});
const update = (slot: 'card' | 'details' | 'joined'): Step => ({ kind: 'update', slot, ts: 't' });
const search = (slot: 'card' | 'thread'): Step => ({
  kind: 'search',
  attempt: { key: 'k', slot, revision: 1, at: at(0), since: at(0), missing: false },
});
const recheck: Step = {
  kind: 'recheck',
  recheck: { key: 'k', ts: 't', slot: 'card', since: at(0), at: [at(0)] },
};
const byBob = (seq: number, to = ANN): TimelineEntry =>
  anEntry({ seq, actor: { type: 'person', ...BOB }, what: { kind: 'assigned', to } });

const called = (seq: number, why: 'opened' | 'reopened' | 'escalation' | 'repeat'): TimelineEntry =>
  anEntry({
    seq,
    what: {
      kind: 'called',
      mention: '@oncall',
      title: 'DiskFull',
      severity: 'warning',
      why,
      waited: null,
      next: null,
    },
  });

interface Row {
  readonly what: string;
  readonly step: Step;
  /** Of what; an incident where nothing is said. */
  readonly type?: Subject['type'];
  readonly severity?: Severity;
  readonly status?: Incident['status'];
  readonly awaited?: boolean;
  readonly entries?: readonly TimelineEntry[];
  /** So many seconds after everything. */
  readonly after?: number;
}

/** From what comes first to what comes last; equals stand together. */
const ORDER: readonly (readonly Row[])[] = [
  [
    ...(['critical', 'error'] as const).map((severity) => ({
      what: `a call of something ${severity}`,
      step: post('thread'),
      entries: [called(1, 'opened')],
      severity,
    })),
    {
      what: 'a call that a repeat overtook',
      step: post('thread'),
      entries: [called(1, 'opened'), called(2, 'repeat')],
      severity: 'critical',
    },
    { what: 'to give somebody something', step: post('thread'), entries: [byBob(1)] },
    { what: 'a reply before a call', step: post('thread'), entries: [anEntry(), byBob(2)] },
    { what: 'a call of unknown outcome', step: search('thread'), entries: [byBob(1)] },
  ],
  [
    { what: 'a storm that nobody heard of for long', step: post('card'), type: 'storm', after: 6 },
    {
      what: 'incidents of a storm that nobody heard of for long',
      step: post('thread'),
      type: 'storm',
      entries: [anEntry()],
      after: 6,
    },
  ],
  [
    { what: 'a new card of a critical incident', step: post('card'), severity: 'critical' },
    {
      what: 'a new card of what is critical, though somebody has it',
      step: post('card'),
      severity: 'critical',
      status: 'acknowledged',
    },
    { what: 'a critical card of unknown outcome', step: search('card'), severity: 'critical' },
  ],
  [
    { what: 'a storm', step: post('card'), type: 'storm', after: 5 },
    { what: 'incidents of a storm', step: post('thread'), type: 'storm', entries: [anEntry()] },
    { what: 'a storm that is behind', step: update('card'), type: 'storm', after: 60 },
  ],
  [{ what: 'a new card of an error', step: post('card'), severity: 'error' }],
  [
    ...(['opened', 'reopened', 'escalation'] as const).map((why) => ({
      what: `a mild call, ${why}`,
      step: post('thread'),
      entries: [called(1, why)],
    })),
    {
      what: 'a mild call of unknown outcome',
      step: search('thread'),
      entries: [called(1, 'opened')],
    },
  ],
  [
    { what: 'a card that a person waits for', step: update('card'), awaited: true },
    { what: 'a reply that a person waits for', step: post('thread'), awaited: true },
  ],
  [
    { what: 'a new card of a warning', step: post('card') },
    { what: 'a new card of an info', step: post('card'), severity: 'info' },
    { what: 'a mild card of unknown outcome', step: search('card') },
    { what: 'a notice', step: post('card'), type: 'notice' },
  ],
  [
    { what: 'a mild call once more', step: post('thread'), entries: [called(1, 'repeat')] },
    {
      what: 'a critical call once more',
      step: post('thread'),
      entries: [called(1, 'repeat')],
      severity: 'critical',
    },
  ],
  [
    { what: 'a new card of what somebody has', step: post('card'), status: 'acknowledged' },
    {
      what: 'a new card of an error that somebody has',
      step: post('card'),
      status: 'acknowledged',
      severity: 'error',
    },
  ],
  [
    { what: 'a new card of what is over', step: post('card'), status: 'resolved' },
    {
      what: 'a new card of what was critical and is over',
      step: post('card'),
      status: 'resolved',
      severity: 'critical',
    },
  ],
  [{ what: 'a card that is behind', step: update('card') }],
  [
    { what: 'a reply', step: post('thread'), entries: [anEntry()] },
    { what: 'a reply about oneself', step: post('thread'), entries: [byBob(1, BOB)] },
    {
      what: 'a call that came to nothing',
      step: post('thread'),
      entries: [called(1, 'opened')],
      status: 'acknowledged',
    },
    { what: 'details', step: post('details') },
    { what: 'details beside a call', step: post('details'), entries: [byBob(1)] },
    { what: 'a reply of unknown outcome', step: search('thread') },
  ],
  [
    { what: 'details that are behind', step: update('details') },
    { what: 'a reply that is behind', step: update('joined') },
  ],
  [
    { what: 'a look for late messages', step: recheck },
    { what: 'a look for late messages of a storm', step: recheck, type: 'storm' },
    { what: 'a cursor that moves', step: { kind: 'settle' } },
    { what: 'a notice that is given up', step: { kind: 'give-up' }, type: 'notice' },
  ],
];

function subjectOf({ type = 'incident', ...row }: Row): Subject {
  const { severity = 'warning', status = 'triggered' } = row;
  if (type === 'storm') return { type, shown: aStorm() };
  return type === 'notice'
    ? { type, shown: aNotice() }
    : { type, shown: anIncident({ severity, status }) };
}

describe('the urgency', () => {
  it.each(ORDER.flatMap((rows, rank) => rows.map((row) => ({ rank, ...row }))))(
    'of $what is number $rank',
    ({ rank, ...row }) => {
      const { step, awaited = false, entries = [], after = 0 } = row;
      const subject = subjectOf(row);
      const situation = { subject, delivery: aDelivery(), entries, now: at(after) };

      expect(urgencyOf(situation, step, awaited)).toBe(rank);
    },
  );
});

describe('of threads that are equally urgent', () => {
  const waiting = (...entries: readonly TimelineEntry[]) =>
    waitingSince(
      {
        subject: { type: 'incident', shown: anIncident() },
        delivery: aDelivery(),
        entries,
        now: at(60),
      },
      post('thread'),
    );

  it('the one whose first untold entry is older comes first', () => {
    const quiet = anEntry({ seq: 1, at: at(1), thread: false });

    expect(waiting(quiet, anEntry({ seq: 2, at: at(9) }))).toBe(at(9));
    expect(waiting(anEntry({ seq: 2, at: at(5) }), anEntry({ seq: 3, at: at(6) }))).toBe(at(5));
  });
});
