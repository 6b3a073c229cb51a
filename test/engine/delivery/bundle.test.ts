import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import { minutes } from '../../../src/domain/time.ts';
import type { Happening, TimelineEntry } from '../../../src/domain/timeline.ts';
import { bundle } from '../../../src/engine/delivery/bundle.ts';
import { BOB } from '../../support/builders.ts';
import { aDelivery, anEntry, anIncident, at } from '../../support/state.ts';

const BY_BOB: Actor = { type: 'person', ...BOB };
const ONE_LINER: Happening = { kind: 'acknowledged' };
const NOTE: Happening = { kind: 'note', text: 'x' };
const TEN = minutes(10);
const A_CALL: Happening = {
  kind: 'called',
  mention: '@oncall',
  title: 'DiskFull',
  severity: 'critical',
  why: 'opened',
  waited: null,
  next: null,
};
const NAMED: Happening = { kind: 'named', number: 7, title: 'DiskFull', severity: 'warning' };

/** Entries that Bob caused, numbered from 1. */
function entries(...whats: readonly (Happening | 'hidden')[]): readonly TimelineEntry[] {
  return whats.map((what, index) =>
    anEntry({
      seq: index + 1,
      actor: BY_BOB,
      ...(what === 'hidden' ? { thread: false } : { what }),
    }),
  );
}

const many = (count: number, what: Happening) => Array.from({ length: count }, () => what);

function seqs(some: readonly TimelineEntry[]): readonly number[] {
  const situation = {
    subject: { type: 'incident', shown: anIncident() },
    delivery: aDelivery(),
    entries: some,
    now: at(60),
  } as const;
  return bundle(situation).map(({ seq }) => seq);
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('the next reply', () => {
  it.each<[string, readonly (Happening | 'hidden')[], readonly number[]]>([
    ['is nothing when nothing waits', [], []],
    ['is nothing when all that waits is hidden', ['hidden', 'hidden'], []],
    ['is one one-liner', [ONE_LINER], [1]],
    ['is all one-liners that wait', [ONE_LINER, ONE_LINER, ONE_LINER], [1, 2, 3]],
    ['passes over what is hidden', ['hidden', ONE_LINER, 'hidden', ONE_LINER], [2, 4]],
    ['stops before what stands alone', [ONE_LINER, NOTE, ONE_LINER], [1]],
    ['is what stands alone, when that is first', [NOTE, ONE_LINER], [1]],
    ['takes ten one-liners at most', many(12, ONE_LINER), upTo(10)],
    ['names up to fifty incidents of a storm', many(60, NAMED), upTo(50)],
  ])('%s', (_, whats, expected) => {
    expect(seqs(entries(...whats))).toEqual(expected);
  });

  it.each<[Happening['kind'], Happening, boolean]>([
    ['note', NOTE, true],
    ['pinned', { kind: 'pinned', text: '', author: '', link: '' }, true],
    ['resolved', { kind: 'resolved', how: 'alerts', note: '' }, true],
    ['joined', { kind: 'joined', count: 1, titles: [], until: at(0) }, true],
    ['called', A_CALL, true],
    ['acknowledged', ONE_LINER, false],
    ['unacknowledged', { kind: 'unacknowledged' }, false],
    ['unassigned', { kind: 'unassigned' }, false],
    ['muted', { kind: 'muted', until: null, why: '' }, false],
    ['unmuted', { kind: 'unmuted', hidden: 1, firing: 1, early: null }, false],
    ['severity', { kind: 'severity', from: 'info', to: 'error' }, false],
    ['reopened', { kind: 'reopened', title: '' }, false],
    ['released', { kind: 'released', why: 'silenced' }, false],
    ['flapping', { kind: 'flapping', changes: 4, within: TEN, quiet: TEN }, false],
    ['steady', { kind: 'steady', changes: 4, since: at(0), firing: 0 }, false],
  ])('has an entry of kind %s alone: %s', (_, what, alone) => {
    expect(seqs(entries(ONE_LINER, what, ONE_LINER))).toEqual(alone ? [1] : [1, 2, 3]);
  });
});
