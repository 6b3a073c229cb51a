import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { TimelineEntry } from '../../../src/domain/timeline.ts';
import { bundle, bundleUpTo } from '../../../src/engine/delivery/bundle.ts';
import { isCalling, rings, toTell } from '../../../src/engine/delivery/calls.ts';
import type { Situation } from '../../../src/engine/delivery/situation.ts';
import { ANN, BOB } from '../../support/builders.ts';
import { aDelivery, aMute, anEntry, anIncident, aStorm, at } from '../../support/state.ts';

const HOUR = 3_600;

const call = (seq: number, mention = '@oncall'): TimelineEntry =>
  anEntry({
    seq,
    what: {
      kind: 'called',
      mention,
      title: 'DiskFull',
      severity: 'critical',
      why: 'opened',
      waited: null,
      next: null,
    },
  });

function situation(
  incident: Partial<Incident>,
  entries: readonly TimelineEntry[],
  seconds = 10,
): Situation {
  const shown = anIncident(incident);
  return {
    subject: { type: 'incident', shown },
    delivery: aDelivery(),
    entries,
    now: at(seconds),
  };
}

const aNote = (seq: number) => anEntry({ seq, what: { kind: 'note', text: 'x' } });
const over = (seq: number) => anEntry({ seq, what: { kind: 'resolved', how: 'alerts', note: '' } });

const ringing = (given: Situation) =>
  given.entries.filter((entry) => rings(entry, given)).map(({ seq }) => seq);

describe('a call', () => {
  it.each<[string, Partial<Incident>, number, boolean]>([
    ['rings while nobody has the incident', {}, 10, true],
    ['rings within an hour', {}, HOUR, true],
    ['is told quietly later than that', {}, HOUR + 1, false],
    ['is told quietly once somebody has it', { status: 'acknowledged' }, 10, false],
    ['is told quietly once it is over', { status: 'resolved' }, 10, false],
    ['is told quietly while it is muted', { mute: aMute() }, 10, false],
    ['rings again after the mute', { mute: aMute({ until: at(5) }) }, 10, true],
  ])('%s', (_, incident, seconds, expected) => {
    expect(ringing(situation(incident, [call(2)], seconds))).toEqual(expected ? [2] : []);
  });

  it('rings once where the same people were called several times meanwhile', () => {
    const waiting = [call(2), call(3, '@leads'), call(4), call(5)];

    expect(ringing(situation({}, waiting))).toEqual([3, 5]);
  });

  it('stands alone', () => {
    const waiting = [
      anEntry({ seq: 2, what: { kind: 'reopened', title: '' } }),
      call(3),
      anEntry({ seq: 4, what: { kind: 'unassigned' } }),
    ];

    expect(bundle(situation({}, waiting)).map(({ seq }) => seq)).toEqual([2]);
    expect(bundle(situation({}, waiting.slice(1))).map(({ seq }) => seq)).toEqual([3]);
  });

  it('that is told quietly is merged with its like alone', () => {
    const before = anEntry({ seq: 2, what: { kind: 'acknowledged' } });
    const after = anEntry({ seq: 5, what: { kind: 'unassigned' } });
    const leads = call(4, '@leads');
    const had = (...waiting: readonly TimelineEntry[]) =>
      bundle(situation({ status: 'acknowledged' }, waiting)).map(({ seq }) => seq);

    expect(had(before, call(3), leads, after)).toEqual([2]);
    expect(had(call(3), leads, after)).toEqual([3, 4]);
  });

  it.each<[string, Partial<Incident>, readonly TimelineEntry[], readonly number[]]>([
    ['that rings is told alone, without those before it', {}, [call(2), call(3), call(4)], [4]],
    [
      'that came to nothing is told once, however often it was repeated',
      { status: 'acknowledged' },
      [call(2), call(3), call(4)],
      [4],
    ],
    [
      'that was repeated is left out although other news stand between',
      {},
      [call(2), aNote(3), call(4), call(5)],
      [3, 5],
    ],
    ['that the end follows is left out', { status: 'resolved' }, [call(2), over(3)], [3]],
    [
      'that the end follows is left out, whatever stands between',
      { status: 'resolved' },
      [call(2), aNote(3), call(4, '@leads'), over(5)],
      [3, 5],
    ],
    ['that follows the end is told', {}, [call(2), over(3), call(4)], [3, 4]],
  ])('%s', (_, incident, waiting, expected) => {
    expect(toTell(situation(incident, waiting)).map(({ seq }) => seq)).toEqual(expected);
  });

  it.each<[string, readonly TimelineEntry[], number, readonly number[]]>([
    ['that rang', [call(2), call(3), aNote(4)], 3, [3]],
    ['that rang, also when the end follows now', [call(2), over(3)], 2, [2]],
    ['left out before a note', [call(2), aNote(3), over(4)], 3, [3]],
    ['beside another', [call(2), call(3, '@leads'), over(4)], 3, [2, 3]],
  ])('is the same reply when it is posted once more: %s', (_, waiting, last, expected) => {
    const given = situation({ status: 'resolved' }, waiting);

    expect(bundleUpTo(last, given).map(({ seq }) => seq)).toEqual(expected);
  });

  it('is known to wait behind other entries, unless it is hidden', () => {
    const before = anEntry({ seq: 2 });

    expect(isCalling(situation({}, [before, call(3)]))).toBe(true);
    expect(isCalling(situation({}, [before, { ...call(3), thread: false }]))).toBe(false);
  });

  it('never comes from a storm', () => {
    const storm = { type: 'storm', shown: aStorm() } as const;

    expect(ringing({ ...situation({}, [call(2)]), subject: storm })).toEqual([]);
  });
});

describe('an assignment', () => {
  it.each<[string, Actor, boolean]>([
    ['by another person rings, and stands alone', { type: 'person', ...BOB }, true],
    ['by a script rings, and stands alone', { type: 'api', name: 'Ann Lee' }, true],
    ['of oneself does not', { type: 'person', ...ANN }, false],
  ])('%s', (_, actor, expected) => {
    const given = anEntry({ seq: 2, actor, what: { kind: 'assigned', to: ANN } });
    const waiting = situation({ status: 'acknowledged' }, [anEntry(), given]);

    expect(ringing(waiting)).toEqual(expected ? [2] : []);
    expect(bundle(waiting)).toHaveLength(expected ? 1 : 2);
  });
});
