import { describe, expect, it } from 'vitest';
import { instant } from '../../../src/domain/time.ts';
import {
  assignModal,
  fixModal,
  type MuteDraft,
  type MuteReader,
  muteModal,
  newModal,
  noteModal,
  resolveModal,
} from '../../../src/slack/blocks/index.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf, faultsOfWords } from './limits.ts';
import { ann, at, bobPerson, theAlert, theIncident } from './models.ts';

const hosts = ['db-01', 'db-02', 'web-03'].map((host) => theAlert(host, '/var 97 %'));
const wide: MuteDraft = { time: '1d', scope: 'match', matchers: null };
const others = [
  theIncident(),
  theIncident({ number: 9, severity: 'warning', hosts: ['mail-1'] }),
  theIncident({ number: 4, severity: 'warning', hosts: ['ci-2'] }),
];
const reopened = {
  told: true,
  at: at('14:02'),
  after: {
    ...{ at: at('09:00'), by: ann, how: 'person' as const, note: '', acknowledged: null },
    ...{ into: null, release: null },
  },
} as const;

const reader = { now: at('14:14'), timezone: 'Europe/Berlin' };

function timesOf(each: MuteReader): string {
  return JSON.stringify(muteModal(theIncident(), each).blocks[0]);
}

const modals = {
  'modal-note': noteModal(theIncident()),
  'modal-fix': fixModal(theIncident()),
  'modal-resolve': resolveModal(theIncident({ firingCount: 3 }), hosts),
  'modal-assign': assignModal(theIncident()),
  'modal-assign-known': assignModal(theIncident({ assignee: bobPerson, reopened })),
  'modal-new': newModal({ channel: 'C024BE91L' }),
  'modal-new-prefilled': newModal({ title: 'Login is\ndown', description: 'since 14:02' }),
  'modal-mute': muteModal(
    theIncident({ severity: 'error' }),
    reader,
    { time: '4h', scope: 'incident', matchers: null },
    { until: at('18:14'), hides: [theIncident({ severity: 'error' })] },
  ),
  'modal-mute-wide': muteModal(theIncident(), reader, wide, { until: at('18:14'), hides: others }),
};

describe('modals', () => {
  it.each(Object.entries(modals))('%s looks as designed', async (name, view) => {
    await expectGolden(name, view);
  });

  it.each(Object.entries(modals))('%s keeps to the limits', (_, view) => {
    expect([...faultsOf(view), ...faultsOfWords(view)]).toEqual([]);
  });

  it('names the number of alerts that are not named', () => {
    const view = resolveModal(theIncident({ firingCount: 9 }), [...hosts, theAlert('ci-1', '')]);

    expect(JSON.stringify(view.blocks[0])).toContain('`web-03` and 6 more');
  });

  it('names a host once, however many of its alerts fire', () => {
    const firing = ['db-01', 'db-01', 'db-02'].map((host) => theAlert(host, '/var 97 %'));
    const one = (count: number) =>
      JSON.stringify(resolveModal(theIncident({ firingCount: count }), firing).blocks[0]);

    expect(one(3)).toContain(':* `db-01` `db-02`"');
    expect(one(5)).toContain(':* `db-01` `db-02` and 2 more"');
  });

  it.each([
    ['incident', 'Shown on the card. Needed for more than 4 hours.'],
    ['match', 'Shown on the card. A silence needs it.'],
  ] as const)('says when a reason is needed: %s', (scope, hint) => {
    const draft: MuteDraft = { time: '4h', scope, matchers: null };

    expect(JSON.stringify(muteModal(theIncident(), reader, draft))).toContain(hint);
  });

  it('says how many fire when all do, and when none can be named any more', () => {
    expect(JSON.stringify(resolveModal(theIncident(), []))).toContain('*14 alerts still fire*');
  });

  it('asks for the date where a date is chosen', () => {
    const view = muteModal(theIncident(), reader, {
      time: 'date',
      scope: 'incident',
      matchers: null,
    });

    expect(view.blocks[1]).toMatchObject({ block_id: 'until' });
    expect(faultsOf(view)).toEqual([]);
  });

  it('offers no silence for an incident that has no labels', () => {
    const view = muteModal(theIncident({ labels: {} }), reader);

    expect(JSON.stringify(view)).not.toContain('Everything that matches');
    expect(faultsOf(view)).toEqual([]);
  });

  it.each([
    { title: 'a weekday', now: '2026-02-10T14:14Z', tomorrow: '2026-02-11', monday: '2026-02-16' },
    { title: 'a Monday', now: '2026-02-16T03:00Z', tomorrow: '2026-02-17', monday: '2026-02-23' },
    {
      title: 'late on a Sunday in UTC',
      ...{ now: '2026-02-15T23:30Z', tomorrow: '2026-02-17' },
      monday: '2026-02-23',
    },
  ])('offers mornings of the reader on $title', ({ now, tomorrow, monday }) => {
    const at = { now: instant(Date.parse(now)), timezone: 'Europe/Berlin' };

    const seconds = (day: string) => Date.parse(`${day}T08:00Z`) / 1_000;
    expect(timesOf(at)).toContain(`tomorrow@${seconds(tomorrow)}`);
    expect(timesOf(at)).toContain(`monday@${seconds(monday)}`);
  });

  it('offers nine o’clock also on the day that the clocks change', () => {
    const now = instant(Date.parse('2026-03-28T14:00Z'));

    const morning = Date.parse('2026-03-29T07:00Z') / 1_000;
    expect(timesOf({ now, timezone: 'Europe/Berlin' })).toContain(`tomorrow@${morning}`);
  });

  it('offers Monday once on a Sunday', () => {
    const times = timesOf({ ...reader, now: instant(Date.parse('2026-02-15T12:00Z')) });

    expect(times).toContain('tomorrow@');
    expect(times).not.toContain('monday@');
  });

  it.each([null, 'Middle/Earth'])('offers no morning where the zone is %s', (timezone) => {
    expect(timesOf({ ...reader, timezone })).not.toContain('@1');
  });

  it('offers only ends that can come to be', () => {
    const hosts = Array.from({ length: 25 }, (_, place) => `web-${place}`);
    const incident = theIncident({ labels: { alertname: 'x' }, alertCount: 0, hosts });
    const text = JSON.stringify(muteModal(incident, reader));

    expect(text).not.toMatch(/"deploy"|rate@|End early when/);
  });

  it.each([
    { time: 'deploy', words: 'Until the next deploy of orders this would hide' },
    { time: 'rate', words: 'Until three times the rate this would hide' },
  ] as const)('foretells what is hidden until what happens: $time', ({ time, words }) => {
    const draft: MuteDraft = { time, scope: 'incident', matchers: null };
    const view = muteModal(theIncident(), reader, draft, { until: null, hides: [] });

    expect(JSON.stringify(view.blocks[0])).toMatch(new RegExp(`"initial_option":.*"${time}`));
    expect(JSON.stringify(view.blocks.at(-1))).toContain(words);
    expect([...faultsOf(view), ...faultsOfWords(view)]).toEqual([]);
  });

  it('keeps the matchers that were written', () => {
    const view = muteModal(theIncident(), reader, { ...wide, matchers: 'team=~"a|b"' });

    expect(view.blocks[2]).toMatchObject({ element: { initial_value: 'team=~"a|b"' } });
  });

  it.each([
    { title: 'nothing', hides: [], sentence: 'this would hide* no incident that is open now.' },
    { title: 'one', hides: others.slice(1, 2), sentence: 'hide 1 incident* that is open now: ' },
    { title: 'many', hides: [...others, ...others], sentence: 'on ci-2 and 3 more.' },
    {
      title: 'critical ones too',
      hides: others,
      sentence: '3 incidents* that are open now, 1 of them critical: ',
    },
    {
      title: 'critical ones only',
      hides: [theIncident()],
      sentence: 'hide 1 critical incident* that is open now: INC-12 ',
    },
    {
      title: 'one with a long title',
      hides: [theIncident({ title: 'x'.repeat(200), hosts: [] })],
      sentence: 'x…"',
    },
  ])('foretells that a silence would hide $title', ({ hides, sentence }) => {
    const view = muteModal(theIncident(), reader, wide, { until: null, hides });

    expect(JSON.stringify(view)).toContain('Until it resolves');
    expect(JSON.stringify(view)).toContain(sentence);
  });
});
