import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../../src/domain/severity.ts';
import type { StormGroup } from '../../../src/domain/storm.ts';
import { type Instant, instant, minutes, plus, seconds } from '../../../src/domain/time.ts';
import {
  type CardLink,
  keyOfGroup,
  stormList,
  stormMessage,
  stormReply,
} from '../../../src/slack/blocks/index.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf, faultsOfWords } from './limits.ts';
import { anEntry, at, surface, theIncident, theStorm } from './models.ts';

const permalink: CardLink = (number) =>
  number === 36 ? null : `https://acme.slack.com/archives/C024BE91L/p17707000${number}000200`;
const began = theStorm().startedAt;
const when = (now: Instant) => ({ ...surface, now });

const young = theStorm({
  incidentCount: 12,
  critical: { count: 0, numbers: [] },
  groups: [
    { title: 'PodNotReady', count: 7, label: { name: 'alertname', value: 'PodNotReady' } },
    { title: 'HighLatency', count: 3, label: { name: 'alertname', value: 'HighLatency' } },
    { title: 'TargetDown', count: 2, label: null },
  ],
  perMinute: [12],
  cardRevision: 1,
});
const over = theStorm({
  endedAt: plus(began, minutes(11)),
  incidentCount: 47,
  ending: { resolved: 31, open: { count: 8, numbers: [30, 32, 33] } },
  cardRevision: 30,
});
const named = [
  ...(['PodNotReady on orders-1', 'PodNotReady on orders-2'] as const).map((title, place) =>
    anEntry({ kind: 'named', number: 32 + place, title, severity: 'warning' }),
  ),
  anEntry({ kind: 'named', number: 34, title: 'HighLatency on checkout', severity: 'error' }),
];

const messages = {
  'storm-entering': stormMessage(young, permalink, when(plus(began, seconds(40)))),
  'storm-during': stormMessage(theStorm(), permalink, when(plus(began, minutes(5.2)))),
  'storm-over': stormMessage(over, permalink, when(plus(began, minutes(20)))),
  'storm-thread': stormReply(named, { late: false }),
  'storm-list': stormList(
    {
      storm: theStorm(),
      incidents: [
        theIncident({ number: 31 }),
        theIncident({ number: 32, severity: 'warning', cardRevision: 0 }),
      ],
      left: 29,
      others: 10,
    },
    (number) => (number === 31 ? permalink(number) : null),
    surface,
  ),
};

describe('a storm', () => {
  it.each(Object.entries(messages))('%s looks as designed', async (name, message) => {
    await expectGolden(name, message);
  });

  it.each(Object.entries(messages))('%s keeps to the limits', (_, message) => {
    expect([...faultsOf(message), ...faultsOfWords(message)]).toEqual([]);
  });

  it.each([
    { title: 'more than before', perMinute: [3, 9, 14, 0], trend: 'growing' },
    { title: 'more in the minute that runs', perMinute: [9, 9, 10], trend: 'growing' },
    { title: 'about as many', perMinute: [9, 10, 9, 3], trend: 'steady' },
    { title: 'fewer', perMinute: [14, 10, 6, 1], trend: 'calming' },
    { title: 'nothing any more', perMinute: [14, 0, 0, 0], trend: 'calming' },
    { title: 'nothing counted since', perMinute: [14], minutesOn: 3, trend: 'calming' },
  ])('is $trend when there are $title', ({ perMinute, minutesOn = perMinute.length, trend }) => {
    const now = plus(began, minutes(minutesOn - 0.5));
    const { text } = stormMessage(theStorm({ perMinute }), permalink, when(now));

    expect(text.toLowerCase()).toContain(`${trend}: `);
  });

  it('is told in words beside its bars', () => {
    const { text } = stormMessage(theStorm(), permalink, when(plus(began, minutes(5.2))));

    expect(text).toBe(
      'Storm in #alerts: 43 incidents since 14:40 UTC, 4 critical. Calming: 6 in the last full minute. Most: PodNotReady, 18.',
    );
  });

  it('does not name a channel that is only known by its id', () => {
    const { text } = stormMessage(theStorm({ channel: 'C1' }), permalink, surface);

    expect(text).toMatch(/^Storm: /);
  });

  it('offers only the groups that a label names, each by what it is', () => {
    const { blocks } = stormMessage(theStorm(), permalink, surface);
    const row = blocks.at(-1);

    expect(row).toMatchObject({ type: 'actions', block_id: 'storm-01STORM-r9' });
    const { groups } = theStorm();
    const offered = groups.filter(({ label }) => label !== null);
    expect(offered.length).toBeLessThan(groups.length);
    expect(JSON.stringify(row).match(/"01STORM:\w+"/g)).toEqual(
      offered.map((group) => `"01STORM:${keyOfGroup(group)}"`),
    );
  });

  it.each([
    { title: 'no group has a label', storm: { groups: [], critical: { count: 0, numbers: [] } } },
    { title: 'it is over', storm: over },
  ])('offers no menu when $title', ({ storm }) => {
    const { blocks } = stormMessage(theStorm(storm), permalink, surface);

    expect(JSON.stringify(blocks)).not.toContain('storm.mute');
  });

  it('counts the incidents of kinds that are not kept apart', () => {
    const some = { groups: theStorm().groups.slice(0, 3) };

    expect(JSON.stringify(stormMessage(theStorm(some), permalink, surface))).toContain(' others');
    const most = Array.from({ length: 50 }, (_, place) => groupOf(`g${place}`, 1));
    const { blocks } = stormMessage(
      theStorm({ groups: most, incidentCount: 99 }),
      permalink,
      surface,
    );
    expect(JSON.stringify(blocks)).toContain('in more than 47 other groups');
  });

  it('says that nothing is open any more, and what it cannot say', () => {
    const ending = { resolved: 39, open: { count: 0, numbers: [] } };
    const calm = stormMessage({ ...over, ending }, permalink, surface);
    const unknown = stormMessage({ ...over, ending: null, groups: [] }, permalink, surface);

    expect(calm.text).toContain('39 resolved meanwhile, none still open.');
    expect([...faultsOf(calm), ...faultsOf(unknown)]).toEqual([]);
  });

  it('says nothing of none that resolved, and names no card that cannot be linked', () => {
    const ending = { resolved: 0, open: { count: 8, numbers: [30, 32, 33] } };
    const { text, blocks } = stormMessage({ ...over, ending }, () => null, surface);
    const said = JSON.stringify(blocks);

    expect(text).toContain('. 8 still open and posted below. ');
    expect(said).toContain('"8 still open, each gets its card"');
    expect(said).toContain('"4 critical, each with its own card"');
    expect(said).not.toMatch(/resolved meanwhile|INC-3[23]/);
  });

  it.each([
    {
      title: 'once where it is now',
      perMinute: [4, 9, 1],
      words: '"text":" 9 in the last full minute"',
    },
    {
      title: 'beside what it is now',
      perMinute: [14, 9, 1],
      words: ' 9 in the last full minute, 14 at the peak',
    },
  ])('tells its peak $title', ({ perMinute, words }) => {
    const { blocks } = stormMessage(
      theStorm({ perMinute }),
      permalink,
      when(plus(began, minutes(2.5))),
    );

    expect(JSON.stringify(blocks)).toContain(words);
  });

  it('counts the critical ones where no card can be linked', () => {
    const { blocks } = stormMessage(theStorm(), () => null, surface);

    expect(JSON.stringify(blocks)).toContain(
      'Critical, with their own card: "},{"type":"text","text":"4"',
    );
  });

  it('names as many in a reply as there is room for, and when it was if that is long ago', () => {
    const many = Array.from({ length: 60 }, () => named).flat();
    const { blocks } = stormReply(many, { late: true });

    expect(JSON.stringify(blocks[0])).toContain('and 130 more');
    expect(JSON.stringify(blocks[1])).toContain('|14:09 UTC>');
    expect(() => stormReply([], { late: false })).toThrow('A reply needs an entry.');
  });

  it('keeps to the limits whatever alerts say, and calls nobody', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<!channel>', '&'.repeat(500), 'x'.repeat(5_000), '', '😀'.repeat(200)),
    );
    const group = fc.tuple(words, fc.nat(100_000)).map(([title, count]) => groupOf(title, count));
    const storm = fc
      .record({
        groups: fc.array(group, { maxLength: 50 }),
        channel: words.map((word) => `#${word}`),
        first: words.map((title) => ({ ...theStorm().first, title })),
        incidentCount: fc.nat(1_000_000),
        withheldCount: fc.nat(1_000_000),
        perMinute: fc.array(fc.nat(10_000), { maxLength: 1_440 }),
        critical: fc.record({
          count: fc.nat(99),
          numbers: fc.array(fc.nat(999), { maxLength: 10 }),
        }),
      })
      .map(theStorm);
    fc.assert(
      fc.property(
        storm,
        fc.nat(2 * 86_400_000),
        fc.boolean(),
        words,
        (some, later, isOver, title) => {
          const now = instant(began + later);
          const endedAt = isOver ? now : null;
          const ending = isOver ? over.ending : null;
          const reply = SEVERITIES.flatMap((severity) =>
            Array(13).fill(anEntry({ kind: 'named', number: 999_999, title, severity })),
          );

          const drawn = [
            stormMessage({ ...some, endedAt, ending }, permalink, when(now)),
            stormReply(reply, { late: isOver }),
            stormList(
              {
                storm: some,
                incidents: Array(60).fill(theIncident({ title })),
                left: 9,
                others: 0,
              },
              permalink,
              surface,
            ),
          ];
          expect(drawn.flatMap((each) => faultsOf(each))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function groupOf(title: string, count: number): StormGroup {
  return { title, count, label: { name: 'alertname', value: title } };
}

it('is new after each change, so that a select forgets what was chosen', () => {
  const ids = [1, 2].map((cardRevision) =>
    JSON.stringify(stormMessage(theStorm({ cardRevision }), permalink, when(at('14:45'))).blocks),
  );

  expect(ids[0]).toContain('storm-01STORM-r1"');
  expect(ids[1]).toContain('storm-01STORM-r2"');
});
