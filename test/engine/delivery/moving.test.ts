import { describe, expect, it } from 'vitest';
import { type Delivery, isPending, type Subject } from '../../../src/domain/delivery.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Happening, TimelineEntry } from '../../../src/domain/timeline.ts';
import { type Arrival, moved, toldSoFar, whoComes } from '../../../src/engine/delivery/moving.ts';
import { plan } from '../../../src/engine/delivery/plan.ts';
import { begun, posted, settled } from '../../../src/engine/delivery/progress.ts';
import { recapOf } from '../../../src/engine/delivery/recap.ts';
import type { Situation } from '../../../src/engine/delivery/situation.ts';
import { ANN, BOB } from '../../support/builders.ts';
import { aDelivery, aMute, aNotice, anEntry, anIncident, aStorm, at } from '../../support/state.ts';

const NOW = at(100);
const HERE = 'T2';

const call = (seq: number, mention = '@oncall'): TimelineEntry =>
  entry(seq, {
    kind: 'called',
    mention,
    title: 'DiskFull',
    severity: 'critical',
    why: 'opened',
    waited: null,
    next: null,
  });
const entry = (seq: number, what: Happening, thread = true) =>
  anEntry({ seq, thread, what, actor: { type: 'person', ...ANN } });
const note = (seq: number) => entry(seq, { kind: 'note', text: `note ${seq}` });
const opened = entry(1, { kind: 'opened', title: 'DiskFull', severity: 'critical' }, false);
const taken = (seq: number) => entry(seq, { kind: 'acknowledged' });
const given = (seq: number) => entry(seq, { kind: 'assigned', to: { id: 'U1', name: 'Bob' } });

/** An incident whose whole timeline was told elsewhere. */
function situation(
  timeline: readonly TimelineEntry[],
  incident: Partial<Incident> = {},
  delivery: Partial<Delivery> = {},
): Situation {
  const entryCount = timeline.length;
  const shown = anIncident({ detailsRevision: 1, entryCount, ...incident });
  return {
    subject: { type: 'incident', shown },
    delivery: aDelivery({ cursor: entryCount, ...delivery }),
    entries: timeline,
    now: NOW,
  };
}

/** All that is posted here, one step after the other, as it would be with all of Slack's patience. */
function postedHere(before: Situation, delivery: Delivery): readonly string[] {
  const told: string[] = [];
  let here = delivery;
  while (isPending(before.subject.shown, here) && told.length < 50) {
    const entries = before.entries.filter(({ seq }) => seq > here.cursor);
    const now = { ...before, delivery: here, entries };
    const [step] = plan(now).steps;
    if (step?.kind === 'settle') {
      here = settled(now);
      continue;
    }
    if (step?.kind !== 'post') throw new Error(`${step?.kind} is not expected`);
    told.push([step.slot, ...step.entries.map(({ seq }) => seq)].join(' '));
    const sent = begun(now, step, 'C2');
    if (!sent.attempt) throw new Error('nothing was begun');
    here = posted({ ...now, delivery: sent }, sent.attempt, `${told.length}`);
  }
  return told;
}

describe('an incident that comes to another workspace', () => {
  it.each<[string, Situation, readonly string[]]>([
    ['has its card and its details', situation([opened]), ['card', 'details']],
    [
      'has one reply for all that happened so far',
      situation([opened, call(2), taken(3), note(4)], { status: 'acknowledged' }),
      ['card', 'details', 'recap'],
    ],
    [
      'calls once more where nobody has it, before there is much to read',
      situation([opened, call(2), note(3)]),
      ['card', 'thread 2', 'details', 'recap'],
    ],
    [
      'calls the same people once, also after several calls',
      situation([opened, call(2), call(3), call(4, '@leads'), note(5)]),
      ['card', 'thread 3', 'thread 4', 'details', 'recap'],
    ],
    [
      'has no recap where that would only repeat the call',
      situation([opened, call(2)]),
      ['card', 'thread 2', 'details'],
    ],
    [
      'calls nobody for what is muted',
      situation([opened, call(2)], { mute: aMute() }),
      ['card', 'details', 'recap'],
    ],
    [
      'calls nobody whom it was given elsewhere',
      situation([opened, given(2)], { assignee: BOB }),
      ['card', 'details', 'recap'],
    ],
    [
      'is told of what waited, as ever',
      situation([opened, note(2), note(3)], {}, { cursor: 2 }),
      ['card', 'details', 'recap', 'thread 3'],
    ],
  ])('%s', (_, before, expected) => {
    const { after, upTo } = toldSoFar(before.delivery);
    const told = before.entries.filter(({ seq }) => seq > after && seq <= upTo);

    expect(postedHere(before, moved({ ...before, entries: told }, HERE))).toEqual(expected);
  });

  it('is posted under another key, and is told nothing twice', () => {
    const before = situation([opened, note(2)], {}, { generation: 1 });
    const here = moved(before, HERE);

    expect(here).toMatchObject({ team: HERE, generation: 2, channelId: '', card: null });
    expect(moved({ ...before, delivery: here }, HERE)).toMatchObject({ recap: 2, card: null });
  });

  it.each<[string, Subject, boolean]>([
    ['an incident', { type: 'incident', shown: anIncident() }, true],
    ['what is over', { type: 'incident', shown: anIncident({ status: 'resolved' }) }, false],
    ['a storm', { type: 'storm', shown: aStorm() }, true],
    ['a storm that is over', { type: 'storm', shown: aStorm({ endedAt: at(50) }) }, false],
    ['a notice', { type: 'notice', shown: aNotice() }, false],
  ])('is posted anew, if it is %s: $2', (_, subject, isPostedAnew) => {
    const here = moved({ ...situation([]), subject }, HERE);

    expect(here.card === null).toBe(isPostedAnew);
    expect(isPending(subject.shown, here)).toBe(isPostedAnew);
    expect(here.team).toBe(isPostedAnew ? HERE : 'T1');
  });
});

describe('a workspace that comes back', () => {
  const before = situation([opened, note(2)], {}, { notBefore: at(500), fault: 'oops' });
  const away = moved(before, HERE);

  it('goes on where it was, without the trouble of then', () => {
    const back = moved({ ...before, delivery: away }, 'T1');

    expect(back).toMatchObject({ ...before.delivery, notBefore: null, fault: null });
    expect(back.elsewhere?.map(({ team }) => team)).toEqual([HERE]);
  });

  it('shows the end of what ended meanwhile', () => {
    const resolved = situation([opened, note(2), note(3)], { status: 'resolved', cardRevision: 2 });
    const back = moved({ ...resolved, delivery: away }, 'T1');

    expect(plan({ ...resolved, delivery: back }).steps).toContainEqual({
      kind: 'update',
      slot: 'card',
      ts: before.delivery.card?.ts,
    });
  });

  it('is one of the last four', () => {
    const last = ['T2', 'T3', 'T4', 'T5', 'T6'].reduce(
      (delivery, team) => moved({ ...before, delivery }, team),
      before.delivery,
    );

    expect(last.elsewhere?.map(({ team }) => team)).toEqual(['T5', 'T4', 'T3', 'T2']);
    expect(last.elsewhere?.every(({ elsewhere }) => elsewhere === undefined)).toBe(true);
  });

  it('is not forgotten for those in which its card only waited', () => {
    const last = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7'].reduce(
      (delivery, team) => moved({ ...before, delivery }, team, true),
      before.delivery,
    );

    expect(last.elsewhere?.map(({ team }) => team)).toEqual(['T6', 'T1']);
  });
});

describe('a card that waits for news', () => {
  const before = situation([opened, note(2)]);
  const waiting = moved(before, HERE, true);

  it('is nothing that lags behind, also when it would look different', () => {
    const { shown } = before.subject;

    expect(isPending(shown, waiting)).toBe(false);
    expect(plan({ ...before, delivery: waiting }).steps).toEqual([]);
    expect(isPending({ ...shown, cardRevision: 9 } as Incident, waiting)).toBe(false);
  });

  it('comes with the next entry, and with all that happened before', () => {
    const later = situation([opened, note(2), note(3)]);

    expect(postedHere(later, waiting)).toEqual(['card', 'details', 'recap', 'thread 3']);
  });

  it('never comes where the news is that it is over', () => {
    const over = entry(3, { kind: 'resolved', how: 'alerts', note: '' });
    const ended = situation([opened, note(2), over], { status: 'resolved' });
    const back = situation([opened, note(2), over, note(4)]);
    const left = settled({ ...ended, delivery: waiting });

    expect(postedHere(ended, waiting)).toEqual([]);
    expect(postedHere(back, left)).toEqual(['card', 'details', 'recap', 'thread 4']);
  });
});

describe('a recap', () => {
  it('leaves out calls that a later one overtook, and what the thread never had', () => {
    const { entries, isCut } = recapOf(situation([opened, call(2), call(3), note(4)]));

    expect(entries.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(isCut).toBe(false);
  });

  it('tells the newest twenty', () => {
    const many = Array.from({ length: 25 }, (_, index) => note(index + 1));
    const { entries, isCut } = recapOf(situation(many));

    expect(entries.map(({ seq }) => seq)).toEqual(many.slice(5).map(({ seq }) => seq));
    expect(isCut).toBe(true);
  });
});

describe('where many move at once', () => {
  const arrival = (number: number, some: Partial<Arrival> = {}): Arrival => ({
    id: `i${number}`,
    number,
    severity: 'warning',
    isNobodys: true,
    calls: false,
    ...some,
  });

  it.each<[string, readonly Arrival[], number, readonly number[]]>([
    ['all come where there is room', [arrival(1), arrival(2)], 2, [2, 1]],
    ['the newest come', [arrival(1), arrival(2), arrival(3)], 2, [3, 2]],
    ['the worst come', [arrival(1, { severity: 'error' }), arrival(2)], 1, [1]],
    [
      'what nobody has comes before what somebody has',
      [arrival(1), arrival(2, { isNobodys: false, severity: 'error' })],
      1,
      [1],
    ],
    [
      'what is critical always comes',
      [1, 2, 3].map((number) => arrival(number, { severity: 'critical', isNobodys: false })),
      1,
      [3, 2, 1],
    ],
    ['what calls somebody always comes', [arrival(1, { calls: true }), arrival(2)], 0, [1]],
  ])('%s', (_, arrivals, room, expected) => {
    const { come, wait } = whoComes(arrivals, room);

    expect(come.map(({ number }) => number)).toEqual(expected);
    expect(come.length + wait.length).toBe(arrivals.length);
  });
});
