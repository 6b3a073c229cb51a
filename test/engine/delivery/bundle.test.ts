import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Happening, TimelineEntry } from '../../../src/domain/timeline.ts';
import { bundle, isCall } from '../../../src/engine/delivery/bundle.ts';
import { ANN, BOB } from '../../support/builders.ts';
import { anEntry, at } from '../../support/state.ts';

const BY_BOB: Actor = { type: 'person', ...BOB };
const ONE_LINER: Happening = { kind: 'acknowledged' };
const NOTE: Happening = { kind: 'note', text: 'x' };

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

const seqs = (some: readonly TimelineEntry[]) => bundle(some).map(({ seq }) => seq);

describe('the next reply', () => {
  it.each<[string, readonly (Happening | 'hidden')[], readonly number[]]>([
    ['is nothing when nothing waits', [], []],
    ['is nothing when all that waits is hidden', ['hidden', 'hidden'], []],
    ['is one one-liner', [ONE_LINER], [1]],
    ['is all one-liners that wait', [ONE_LINER, ONE_LINER, ONE_LINER], [1, 2, 3]],
    ['passes over what is hidden', ['hidden', ONE_LINER, 'hidden', ONE_LINER], [2, 4]],
    ['stops before what stands alone', [ONE_LINER, NOTE, ONE_LINER], [1]],
    ['is what stands alone, when that is first', [NOTE, ONE_LINER], [1]],
    [
      'takes ten one-liners at most',
      Array.from({ length: 12 }, () => ONE_LINER),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    ],
  ])('%s', (_, whats, expected) => {
    expect(seqs(entries(...whats))).toEqual(expected);
  });

  it.each<[Happening['kind'], Happening, boolean]>([
    ['note', NOTE, true],
    ['pinned', { kind: 'pinned', text: '', author: '', link: '' }, true],
    ['resolved', { kind: 'resolved', how: 'alerts', note: '' }, true],
    ['joined', { kind: 'joined', count: 1, titles: [], until: at(0) }, true],
    ['acknowledged', ONE_LINER, false],
    ['unacknowledged', { kind: 'unacknowledged' }, false],
    ['unassigned', { kind: 'unassigned' }, false],
    ['muted', { kind: 'muted', until: null, why: '' }, false],
    ['unmuted', { kind: 'unmuted', hidden: 1 }, false],
    ['severity', { kind: 'severity', from: 'info', to: 'error' }, false],
    ['reopened', { kind: 'reopened', title: '' }, false],
    ['released', { kind: 'released', why: 'silenced' }, false],
  ])('has an entry of kind %s alone: %s', (_, what, alone) => {
    expect(seqs(entries(ONE_LINER, what, ONE_LINER))).toEqual(alone ? [1] : [1, 2, 3]);
  });
});

describe('an assignment', () => {
  it.each<[string, Actor, boolean]>([
    ['by another person is a call, and stands alone', BY_BOB, true],
    ['by a script is a call, and stands alone', { type: 'api', name: 'Ann Lee' }, true],
    ['of oneself is none', { type: 'person', ...ANN }, false],
  ])('%s', (_, actor, expected) => {
    const given = anEntry({ seq: 2, actor, what: { kind: 'assigned', to: ANN } });

    expect(isCall(given)).toBe(expected);
    expect(seqs([...entries(ONE_LINER), given])).toEqual(expected ? [1] : [1, 2]);
  });
});
