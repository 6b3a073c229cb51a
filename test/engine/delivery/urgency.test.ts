import { describe, expect, it } from 'vitest';
import type { Severity } from '../../../src/domain/severity.ts';
import type { Step } from '../../../src/engine/delivery/plan.ts';
import { urgencyOf } from '../../../src/engine/delivery/urgency.ts';
import { ANN, BOB } from '../../support/builders.ts';
import { anEntry, anIncident, at } from '../../support/state.ts';

const post = (slot: 'card' | 'details' | 'thread', by?: typeof ANN): Step => ({
  kind: 'post',
  slot,
  key: 'k',
  since: at(0),
  entries: by
    ? [anEntry({ actor: { type: 'person', ...by }, what: { kind: 'assigned', to: ANN } })]
    : [],
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

interface Row {
  readonly what: string;
  readonly step: Step;
  readonly severity?: Severity;
  readonly awaited?: boolean;
}

/** From what comes first to what comes last; equals stand together. */
const ORDER: readonly (readonly Row[])[] = [
  [
    { what: 'a call', step: post('thread', BOB) },
    { what: 'a call in a mild incident', step: post('thread', BOB), severity: 'info' },
  ],
  [
    { what: 'a new card of a critical incident', step: post('card'), severity: 'critical' },
    { what: 'a new card of an error', step: post('card'), severity: 'error' },
    { what: 'a critical card of unknown outcome', step: search('card'), severity: 'critical' },
  ],
  [
    { what: 'a card that a person waits for', step: update('card'), awaited: true },
    { what: 'a reply that a person waits for', step: post('thread'), awaited: true },
  ],
  [
    { what: 'a new card of a warning', step: post('card') },
    { what: 'a new card of an info', step: post('card'), severity: 'info' },
    { what: 'a mild card of unknown outcome', step: search('card') },
  ],
  [{ what: 'a card that is behind', step: update('card') }],
  [
    { what: 'a reply', step: post('thread') },
    { what: 'a reply about oneself', step: post('thread', ANN) },
    { what: 'details', step: post('details') },
    { what: 'a reply of unknown outcome', step: search('thread') },
  ],
  [
    { what: 'details that are behind', step: update('details') },
    { what: 'a reply that is behind', step: update('joined') },
  ],
  [
    { what: 'a look for late messages', step: recheck },
    { what: 'a cursor that moves', step: { kind: 'settle' } },
  ],
];

describe('the urgency', () => {
  it.each(ORDER.flatMap((rows, rank) => rows.map((row) => ({ rank, ...row }))))(
    'of $what is number $rank',
    ({ rank, step, severity = 'warning', awaited = false }) => {
      expect(urgencyOf(anIncident({ severity }), step, awaited)).toBe(rank);
    },
  );
});
