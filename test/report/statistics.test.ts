import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { Incident, Resolution } from '../../src/domain/incident.ts';
import { type Duration, days, hours, instant, minutes, plus } from '../../src/domain/time.ts';
import type { Happening, TimelineEntry } from '../../src/domain/timeline.ts';
import { firstDelivery } from '../../src/engine/delivery/progress.ts';
import { Days } from '../../src/report/days.ts';
import { Figures } from '../../src/report/figures.ts';
import { acknowledgedAt, neededPerson, tookByItself } from '../../src/report/handled.ts';
import { type Kind, Kinds, noisyGroups } from '../../src/report/kinds.ts';
import { median } from '../../src/report/median.ts';
import { type Reached, reachedOf, repliesOf } from '../../src/report/messages.ts';
import { countWords, lengthWords, listWords } from '../../src/report/words.ts';
import { anEntry } from '../support/state.ts';
import { blankIncident } from './incidents.ts';

const START = instant(Date.UTC(2026, 1, 11));
const min = (count: number) => plus(START, minutes(count));
const ANN: Actor = { type: 'person', id: 'U1', name: 'Ann Lee' };

const aCard = (count: number | null) => ({
  ts: count === null ? '' : `${min(count) / 1_000}`,
  revision: 1,
});
const had = (count: number) => ({ by: ANN, at: min(count) });
const end = (
  how: Resolution['how'],
  count: number,
  acknowledged: Resolution['acknowledged'] = null,
): Resolution => ({
  at: min(count),
  by: ANN,
  how,
  into: null,
  release: null,
  note: '',
  acknowledged,
});
const returned = (before: Resolution) => ({ at: min(90), after: before, told: true });

describe('the median', () => {
  it.each<readonly [string, readonly number[], number | null]>([
    ['of nothing is none', [], null],
    ['of one is that', [5], 5],
    ['of two is between them', [4, 10], 7],
    ['of an odd number is the middle one', [9, 1, 3], 3],
    ['of an even number is between the two in the middle', [100, 2, 1, 4], 3],
    ['does not care about how far the outliers are', [1, 2, 3, 4, 1_000_000], 3],
  ])('%s', (_, lengths, expected) => {
    expect(median(lengths as readonly Duration[])).toBe(expected);
  });

  it('has as many below it as above', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (numbers) => {
        const middle = median(numbers as readonly number[] as readonly Duration[]) ?? -1;
        const half = numbers.length / 2;
        expect(numbers.filter((each) => each < middle).length).toBeLessThanOrEqual(half);
        expect(numbers.filter((each) => each > middle + 1).length).toBeLessThanOrEqual(half);
      }),
    );
  });
});

describe('what became of an incident', () => {
  const rows: readonly (readonly [string, Partial<Incident>, number | null, boolean])[] = [
    ['nobody looked at', {}, null, false],
    ['somebody has', { acknowledged: had(4) }, 4, true],
    ['somebody had until it ended', { resolution: end('alerts', 30, had(7)) }, 7, true],
    ['ended by itself', { resolution: end('alerts', 30) }, null, false],
    ['expired', { resolution: end('expired', 30) }, null, false],
    ['a person resolved', { resolution: end('person', 30) }, null, true],
    ['a person resolved before it came back', { reopened: returned(end('person', 9)) }, null, true],
    [
      'somebody had, and again after it came back',
      { acknowledged: had(99), reopened: returned(end('alerts', 30, had(3))) },
      3,
      true,
    ],
  ];

  it.each(rows)('is known of one that %s', (_, change, acknowledged, needed) => {
    const incident = blankIncident({ openedAt: START, ...change });

    expect(acknowledgedAt(incident)).toBe(acknowledged === null ? null : min(acknowledged));
    expect(neededPerson(incident)).toBe(needed);
  });

  it.each<readonly [string, Resolution | null, Duration | null]>([
    ['is open', null, null],
    ['ended by itself', end('alerts', 30), minutes(30)],
    ['was ended by a person', end('person', 30), null],
    ['expired', end('expired', 30), null],
  ])('took so long by itself where it %s', (_, resolution, expected) => {
    expect(tookByItself(blankIncident({ openedAt: START, resolution }))).toBe(expected);
  });
});

describe('figures', () => {
  const take = (all: Figures, incident: Incident) =>
    all.take(incident, [], reachedOf(incident, null));
  const figures = () => new Figures({ from: START, to: plus(START, days(1)) });

  it.each<readonly [string, Partial<Incident>, object]>([
    ['counts its card', { toldAt: min(2) }, { incidents: 1, cards: 1, messages: 2 }],
    ['counts what nobody was told of', { toldAt: null }, { incidents: 1, cards: 0, messages: 0 }],
    [
      'counts an older one that was told now',
      { openedAt: min(-5), toldAt: min(1) },
      { incidents: 0, cards: 1 },
    ],
    [
      'leaves an older card out',
      { openedAt: min(-9), toldAt: min(-9), acknowledged: had(1) },
      { incidents: 0, cards: 0, neededPerson: 0, timeToAcknowledge: null },
    ],
    [
      'leaves out what comes later',
      { openedAt: min(1_440), toldAt: min(1_440) },
      { incidents: 0, cards: 0 },
    ],
    [
      'measures from the card on',
      { toldAt: min(10), resolution: end('alerts', 40, had(15)) },
      { timeToAcknowledge: minutes(5), timeToResolve: minutes(30), neededPerson: 1 },
    ],
    [
      'calls it no time where somebody was quicker than the card',
      { toldAt: min(10), acknowledged: had(8) },
      { timeToAcknowledge: 0 },
    ],
  ])('%s', (_, change, expected) => {
    const all = figures();
    take(all, blankIncident({ openedAt: START, ...change }));

    expect(all.result()).toMatchObject(expected);
  });

  it('counts what arrived in its time alone', () => {
    const all = figures();
    for (const [at, count] of [
      [-1, 5],
      [0, 3],
      [1_439, 4],
      [1_440, 5],
    ] as const) {
      all.arrived(min(at), count);
    }

    expect(all.result().alerts).toBe(7);
  });

  it('knows nothing of a time in which nothing was', () => {
    const all = figures();
    take(all, blankIncident({ openedAt: min(-60), toldAt: min(-60) }));

    expect(all.isKnown).toBe(false);
  });
});

describe('cards of each day', () => {
  const BERLIN = 'Europe/Berlin';
  const utc = (text: string) => instant(Date.parse(`${text}Z`));

  it.each<readonly [string, string, readonly [string, string], readonly number[]]>([
    ['a week', 'UTC', ['2026-02-02T00:00', '2026-02-09T00:00'], [1, 0, 0, 0, 0, 0, 1]],
    ['a week up to now', 'UTC', ['2026-02-02T00:18', '2026-02-09T00:18'], [1, 0, 0, 0, 0, 0, 0, 1]],
    ['a week elsewhere', BERLIN, ['2026-02-01T23:00', '2026-02-08T23:00'], [1, 0, 0, 0, 0, 0, 1]],
    ['as clocks go forward', BERLIN, ['2026-03-28T23:00', '2026-03-30T22:00'], [1, 1]],
    ['an hour', 'UTC', ['2026-02-02T00:00', '2026-02-02T01:00'], [2]],
    ['no time', 'UTC', ['2026-02-02T00:00', '2026-02-02T00:00'], [0]],
  ])('are counted of %s', (_, timezone, [from, to], expected) => {
    const counts = new Days({ from: utc(from), to: utc(to) }, timezone);
    for (const at of [utc(from), instant(utc(to) - 1), utc(to), null]) counts.card(at);

    expect(counts.result()).toEqual(expected);
  });

  it('are of the day on which they were, in the hours around midnight too', () => {
    const counts = new Days({ from: utc('2026-02-02T00:18'), to: utc('2026-02-09T00:18') }, 'UTC');
    counts.card(utc('2026-02-09T00:10'));

    expect(counts.result()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });
});

describe('messages of an incident', () => {
  const entry = (seq: number, at: number, what: Happening = { kind: 'acknowledged' }) =>
    anEntry({ seq, at: min(at), thread: true, what });
  const all = { card: true, details: true, cursor: 99, cardAt: START };

  it.each<readonly [string, readonly TimelineEntry[], Partial<Reached>, number]>([
    ['each by itself', [entry(1, 1), entry(2, 2), entry(3, 3)], {}, 3],
    ['what was decided at once in one reply', [entry(1, 1), entry(2, 1)], {}, 1],
    ['at most ten in one', Array.from({ length: 11 }, (_, seq) => entry(seq, 1)), {}, 2],
    ['what waited for the card together', [entry(1, 1), entry(2, 2)], { cardAt: min(9) }, 1],
    ['words of people alone', [entry(1, 1), entry(2, 1, { kind: 'note', text: '' })], {}, 2],
    ['not what Slack does not have yet', [entry(1, 1), entry(2, 2)], { cursor: 1 }, 1],
    ['none without a card', [entry(1, 1)], { card: false }, 0],
    ['none for what is only kept', [{ ...entry(1, 1), thread: false }], {}, 0],
  ])('count replies: %s', (_, entries, reached, expected) => {
    expect(repliesOf(entries, { ...all, ...reached })).toBe(expected);
  });

  it('are those that Slack took', () => {
    const incident = blankIncident({ openedAt: START });
    const refused = { ...firstDelivery(incident, 'T1'), fault: 'channel_not_found' };
    const taken = { ...refused, fault: null, card: { ts: `${min(2) / 1_000}`, revision: 1 } };

    expect(reachedOf(incident, refused)).toMatchObject({ card: false, details: false });
    expect(reachedOf(incident, taken)).toMatchObject({ card: true, cardAt: min(2) });
    expect(reachedOf(incident, null)).toMatchObject({ card: true, details: true });
  });

  it.each<readonly [string, Partial<Delivery>, Partial<Delivery>]>([
    ['there alone, where its card waits here', {}, { card: aCard(2), cursor: 5 }],
    [
      'here and there, where the card came first',
      { card: aCard(9) },
      { card: aCard(2), cursor: 5 },
    ],
    ['there, where this one is the first again', { card: aCard(2) }, { card: aCard(9), cursor: 5 }],
    ['here alone', { card: aCard(2), cursor: 5 }, { fault: 'channel_not_found' }],
    [
      'there, where it was over before the move',
      { card: aCard(null) },
      { card: aCard(2), cursor: 5 },
    ],
  ])('count a card once that another workspace has too: %s', (_, here, there) => {
    const incident = blankIncident({ openedAt: START });
    const left = { ...firstDelivery(incident, 'T1'), ...there };
    const delivery = { ...firstDelivery(incident, 'T2'), ...here, elsewhere: [left] };

    expect(reachedOf(incident, delivery)).toMatchObject({ card: true, cursor: 5, cardAt: min(2) });
  });
});

describe('kinds of incidents', () => {
  const incident = (labels: Record<string, string>, change: Partial<Incident> = {}) =>
    blankIncident({ openedAt: START, title: 'HighCPU', labels, ...change });

  it('have in common what is the same in all of them', () => {
    const kinds = new Kinds();
    kinds.take(incident({ alertname: 'HighCPU', host: 'a', service: 'x' }), []);
    kinds.take(incident({ alertname: 'HighCPU', host: 'b', service: 'x' }), []);
    kinds.take(incident({ alertname: 'HighCPU', service: 'x', zone: '1' }), []);

    expect(kinds.all()).toMatchObject([
      { labels: { alertname: 'HighCPU', service: 'x' }, varying: ['host', 'zone'], cards: 3 },
    ]);
  });

  it('are apart by route, and shown together', () => {
    const kinds = new Kinds();
    kinds.take(incident({}, { route: '{a}', resolution: end('alerts', 6) }), []);
    kinds.take(incident({}, { route: '{b}', resolution: end('alerts', 9, had(2)) }), []);
    kinds.take(incident({}, { title: 'DiskFull', severity: 'critical' }), []);

    expect(kinds.all().map(({ route, cards }) => [route, cards])).toHaveLength(3);
    expect(noisyGroups(kinds.all(), 1)).toEqual([
      { title: 'HighCPU', cards: 2, acknowledged: 1, mutes: 0, longest: minutes(9) },
    ]);
  });

  it('have the worst severity, and the lengths of those that nobody needed to look at', () => {
    const kinds = new Kinds();
    kinds.take(incident({}, { resolution: end('alerts', 6) }), []);
    kinds.take(incident({}, { severity: 'critical', resolution: end('alerts', 9, had(2)) }), []);

    const expected: Partial<Kind> = { severity: 'critical', lengths: [minutes(6)], needed: 1 };
    expect(kinds.all()).toMatchObject([expected]);
  });
});

describe('words', () => {
  it.each<readonly [Duration, string]>([
    [minutes(0.75), '45 s'],
    [minutes(6), '6 min'],
    [minutes(125), '2 h 5 min'],
    [hours(24), '1 day'],
    [hours(76), '3 days 4 h'],
  ])('write %d ms as %s', (length, text) => {
    expect(lengthWords(length)).toBe(text);
  });

  it('count and list', () => {
    expect([countWords(1, 'card'), countWords(1_400, 'card')]).toEqual(['1 card', '1,400 cards']);
    expect([listWords([]), listWords(['a']), listWords(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a, b and c',
    ]);
  });
});
