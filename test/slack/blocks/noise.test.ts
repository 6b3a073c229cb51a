import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Notice, NoticeContent } from '../../../src/domain/notice.ts';
import type { Maintenance } from '../../../src/domain/policy.ts';
import {
  days,
  hours,
  type Instant,
  instant,
  minutes,
  plus,
  seconds,
} from '../../../src/domain/time.ts';
import type { TraceLine } from '../../../src/domain/trace.ts';
import {
  type AuditedAlert,
  auditAnswer,
  maintenanceAnswer,
  maintenanceListAnswer,
  noticeMessage,
  reportModal,
  reportPreviewModal,
  silencesAnswer,
  statsAnswer,
  whyAnswer,
  whyModal,
} from '../../../src/slack/blocks/index.ts';
import { repeatsOf } from '../../../src/slack/blocks/repeats.ts';
import { dateRange } from '../../../src/slack/blocks/report/days.ts';
import { expectGolden } from './golden-file.ts';
import { faultsOf, faultsOfWords } from './limits.ts';
import { at, surface, theIncident, theReport, theSilence, theSuggestion } from './models.ts';

const trace: readonly TraceLine[] = [
  { parts: ['From ', { code: 'prometheus' }, ', accepted ', { at: at('14:02') }], reason: null },
  { parts: ['No rule matched'], reason: null },
  {
    parts: ['Route ', { code: 'severity="critical"' }, ' (quell.yml line 21): #incidents'],
    reason: null,
  },
  { parts: ['First occurrence, threshold is 1'], reason: 'opened' },
];
const found: readonly AuditedAlert[] = [
  {
    at: at('14:05'),
    title: 'DiskFull',
    labels: 'instance="db-01" service="orders"',
    reason: 'silenced',
    sentence: 'A silence by Ann Lee hid it.',
    incident: 12,
  },
  {
    at: at('14:09'),
    title: 'Heartbeat',
    labels: '',
    reason: 'ignored',
    sentence: 'The rule at quell.yml line 4 ignores it',
    incident: null,
  },
];
const weekly = {
  type: 'cron',
  cron: '0 2 * * 0',
  duration: hours(1),
  timezone: 'Europe/Berlin',
} as const;
const maintenance = theSilence({
  kind: 'maintenance',
  reason: 'upgrade',
  repeats: weekly,
  endsAt: plus(at('14:00'), days(60)),
});
const planned: readonly Maintenance[] = [
  {
    name: 'nightly backup',
    place: 'quell.yml line 21',
    match: [{ name: 'service', operator: '=', value: 'db' }],
    window: weekly,
  },
  {
    name: 'quell.yml line 25',
    place: 'quell.yml line 25',
    match: [],
    window: { type: 'once', startsAt: at('22:00'), endsAt: at('23:00') },
  },
];
const busy = theSilence({ hid: { firings: 96, incidents: 3 } });

function notice(content: NoticeContent): Notice {
  const shown = { cardRevision: 1, detailsRevision: 0, entryCount: 0, joined: null } as const;
  return { id: '01NOTICE', channel: '#alerts', at: at('09:00'), content, ...shown };
}
const ending = notice({ kind: 'silence-ending', silence: busy.id });
const ended = notice({ kind: 'silence-over', silence: busy.id });
const report = notice({ kind: 'report', report: theReport() });

const silentSource = (source = 'prometheus', back: Instant | null = null) =>
  notice({
    kind: 'silent-source',
    source,
    since: at('07:00'),
    longestPause: minutes(15),
    back,
  });

const moved = (came: number, waiting: number) =>
  notice({
    kind: 'moved',
    came,
    waiting,
    first: [
      { number: 31, title: 'HighLatency in checkout', severity: 'error' as const, who: null },
      { number: 12, title: 'DiskFull on <9> hosts', severity: 'warning' as const, who: 'Ann Lee' },
    ].slice(0, waiting),
  });

const losses = (lost: Partial<Extract<NoticeContent, { kind: 'losses' }>> = {}) =>
  noticeMessage(
    notice({
      kind: 'losses',
      source: 'shop',
      since: at('08:59'),
      refused: 1_204,
      givenUp: 0,
      limit: { count: 100, per: seconds(1) },
      until: null,
      ...lost,
    }),
    null,
    surface,
  );

const surfaces = {
  'modal-why': whyModal(theIncident(), trace),
  'modal-why-withheld': whyModal(theIncident({ cardRevision: 0 }), []),
  'ephemeral-why': whyAnswer(theIncident(), trace),
  'ephemeral-why-forgotten': whyAnswer(theIncident(), []),
  'ephemeral-audit': auditAnswer('disk <b>', found),
  'ephemeral-audit-none': auditAnswer('disk', []),
  'ephemeral-maintenance': maintenanceAnswer(maintenance, surface),
  'ephemeral-maintenance-once': maintenanceAnswer(
    theSilence({ kind: 'maintenance', startsAt: at('22:00'), endsAt: at('23:00') }),
    surface,
  ),
  'ephemeral-silences-maintenance': silencesAnswer(
    [busy, maintenance, { ...maintenance, repeats: { ...weekly, cron: '*/5 1 1 * *' } }],
    surface,
  ),
  'ephemeral-maintenance-list': maintenanceListAnswer([maintenance], planned, surface),
  'ephemeral-maintenance-list-none': maintenanceListAnswer([], [], surface),
  'ephemeral-stats': statsAnswer(theReport(), '7d'),
  'ephemeral-stats-quiet': statsAnswer(quietReport(), '1d'),
  'notice-silence-ending': noticeMessage(ending, busy, surface),
  'notice-call': noticeMessage(
    notice({
      kind: 'call',
      number: 12,
      title: 'DiskFull on 9 hosts',
      severity: 'critical',
      channel: '#incidents',
      waited: minutes(15),
    }),
    null,
    surface,
  ),
  'notice-silence-over': noticeMessage(ended, busy, surface),
  'notice-silence-over-nothing': noticeMessage(
    ended,
    theSilence({ author: '', reason: '' }),
    surface,
  ),
  'notice-silence-forgotten': noticeMessage(ended, null, surface),
  'notice-silent-source': noticeMessage(silentSource(), null, surface),
  'notice-source-back': noticeMessage(silentSource('prometheus', at('14:07')), null, surface),
  'notice-losses': losses(),
  'notice-losses-over': losses({ refused: 90_210, givenUp: 371, until: at('11:20') }),
  'notice-losses-of-sdk': losses({ refused: 0, givenUp: 371, limit: null }),
  'notice-losses-of-sdk-over': losses({
    ...{ refused: 0, givenUp: 1, limit: null, until: at('09:20') },
  }),
  'notice-moved': noticeMessage(moved(10, 27), null, surface),
  'notice-moved-one': noticeMessage(moved(0, 1), null, surface),
  'report-weekly': noticeMessage(report, null, surface),
  'modal-report': reportModal(theReport()),
  'modal-report-preview': reportPreviewModal(theSuggestion()),
};

function quietReport() {
  const none = {
    alerts: 0,
    incidents: 0,
    cards: 0,
    messages: 0,
    neededPerson: 0,
    flapping: 0,
    withNobody: 0,
  };
  return theReport({
    from: at('00:00'),
    to: plus(at('00:00'), days(1)),
    timezone: 'UTC',
    figures: { ...none, timeToAcknowledge: null, timeToResolve: null },
    ...{ before: null, cardsPerDay: [0], noisy: [], suggestions: [] },
  });
}

describe('what tells of noise', () => {
  it.each(Object.entries(surfaces))('%s looks as designed', async (name, surface) => {
    await expectGolden(name, surface);
  });

  it.each(Object.entries(surfaces))('%s keeps to the limits', (_, surface) => {
    expect([...faultsOf(surface), ...faultsOfWords(surface)]).toEqual([]);
  });

  it('reminds of a silence that is not kept any more without buttons', () => {
    const message = noticeMessage(ending, null, surface);

    expect(message.text).toBe('A silence ends soon.');
    expect(JSON.stringify(message)).not.toContain('button');
  });

  it('answers a search without words, found or not', () => {
    expect(auditAnswer('', found).text).toMatch(/^2 alerts\. /);
    expect(auditAnswer('', []).text).toMatch(/^No alert came in\. /);
  });

  it('counts what there is no room for', () => {
    const many = auditAnswer('', Array(23).fill(found[0]));
    const long = whyAnswer(theIncident(), Array(33).fill(trace[0]));

    expect(JSON.stringify(many)).toContain('and 3 more');
    expect(JSON.stringify(long)).toContain('and 3 more');
  });

  it.each([
    ['none that is open', 9, 0, '9 needed a person.'],
    ['some that nobody has', 9, 3, '9 needed a person, 3 still with nobody.'],
    ['only such that nobody has', 0, 130, '130 still with nobody.'],
    ['none at all', 0, 0, 'none needed a person.'],
  ])('says who was needed, with %s', (_, neededPerson, withNobody, says) => {
    const { figures } = theReport();

    const { text } = statsAnswer(
      theReport({ figures: { ...figures, neededPerson, withNobody } }),
      'k',
    );

    expect(text).toContain(`41 cards; ${says}`);
  });

  it('names the days of a week from now with their dates', () => {
    const rolling = theReport({ cardsPerDay: [0, 1, 5, 0, 0, 0, 0, 2] });

    expect(JSON.stringify(statsAnswer(rolling, 'k'))).toContain(
      'Mon 2 to Mon 9, most on Wed 4 (5)',
    );
  });

  it.each([
    ['in a year', 365, 'until 10 Feb 2027 00:00 UTC'],
    ['in a month', 30, 'until 12 Mar 00:00 UTC'],
  ])('says which year is meant where that is not clear: %s', (_, length, says) => {
    const endsAt = plus(at('00:00'), days(length));

    expect(maintenanceAnswer(theSilence({ endsAt }), surface).text).toContain(says);
  });

  it('shows more days than a week without their names', () => {
    const month = theReport({ cardsPerDay: Array.from({ length: 30 }, (_, day) => day) });

    expect(JSON.stringify(statsAnswer(month, '30d'))).toContain('cards a day, 29 on the worst');
  });

  it('names no time that is not known, neither now nor before', () => {
    const { figures } = theReport();
    const some = { ...figures, timeToAcknowledge: null };
    const text = JSON.stringify(statsAnswer(theReport({ figures: some, before: some }), '7d'));

    expect(text).toContain('. Resolved after 31 min (31 min).');
  });

  it('keeps to the limits whatever others write, and calls nobody', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<!channel>', '&'.repeat(500), 'x'.repeat(5_000), '', '`<@U1>`', ' a '),
    );
    fc.assert(
      fc.property(words, words, words, (one, two, three) => {
        const lines = Array(40).fill({
          parts: [one, { code: two }, ' and ', { at: at('14:02') }, three],
          reason: one,
        });
        const alert = { at: at('14:05'), title: one, labels: two, reason: one, sentence: three };
        const matchers = [{ name: 'service', operator: '=', value: one }] as const;
        const silence = theSilence({
          matchers,
          author: two,
          reason: three,
          repeats: { ...weekly },
        });
        const suggestion = theSuggestion({
          ...{ about: one, finding: two, proposal: three, under: one, lines: two },
        });
        const noisy = [{ ...theReport().noisy[0]!, title: one }];
        const noise = theReport({ suggestions: Array(3).fill(suggestion), noisy });
        const messages = [
          whyAnswer(theIncident({ title: one }), lines),
          auditAnswer(one, Array(30).fill({ ...alert, incident: 999_999_999 })),
          maintenanceAnswer(silence, surface),
          maintenanceListAnswer(
            Array(30).fill(silence),
            [{ name: one, place: two, match: matchers, window: weekly }],
            surface,
          ),
          silencesAnswer([silence, { ...silence, kind: 'maintenance' }], surface),
          statsAnswer(noise, '7d'),
          noticeMessage(ending, silence, surface),
          noticeMessage(ended, silence, surface),
          noticeMessage(silentSource(one), null, surface),
          noticeMessage(silentSource(two, at('14:07')), null, surface),
          noticeMessage(notice({ kind: 'report', report: noise }), null, surface),
        ];
        const modals = [
          whyModal(theIncident({ title: one }), lines),
          reportModal(noise),
          reportPreviewModal(suggestion),
        ];

        expect([...messages, ...modals].flatMap((each) => faultsOf(each))).toEqual([]);
      }),
    );
  });
});

describe('planned work that repeats', () => {
  it.each([
    { cron: '0 2 * * 0', minutes: 60, words: 'Sundays 02:00 to 03:00, Europe/Berlin' },
    { cron: '30 22 * * *', minutes: 180, words: 'daily 22:30 to 01:30, Europe/Berlin' },
    { cron: '0 8 * * 1-5', minutes: 30, words: 'weekdays 08:00 to 08:30, Europe/Berlin' },
    {
      cron: ' 5  4 * * 6,7',
      minutes: 5,
      words: 'Saturdays, Sundays 04:05 to 04:10, Europe/Berlin',
    },
  ])('is told in words: $cron', ({ cron, minutes: time, words }) => {
    const repeats = { ...weekly, cron, duration: minutes(time) };

    expect(repeatsOf(repeats)).toEqual({ words, cron: null });
  });

  it.each(['*/5 2 * * 0', '0 2 1 * *', '0 2 * * MON', '0 25 * * *', '0 2-4 * * *'])(
    'is shown as it was written where words would be many: %s',
    (cron) => {
      const repeats = { ...weekly, cron };

      expect(repeatsOf(repeats)).toEqual({ words: 'for 1 h at each, Europe/Berlin', cron });
    },
  );
});

describe('the days of a report', () => {
  const utc = (text: string) => instant(Date.parse(text));
  type DatedRow = { title: string; from: string; to: string; is: string; timezone?: string };
  it.each<DatedRow>([
    {
      title: 'of one month',
      from: '2026-02-02T00:00Z',
      to: '2026-02-09T00:00Z',
      is: '2 to 8 February',
    },
    {
      title: 'of two months, in Berlin',
      timezone: 'Europe/Berlin',
      ...{ from: '2026-01-27T23:00Z', to: '2026-02-03T23:00Z', is: '28 January to 3 February' },
    },
    {
      title: 'in Tokyo',
      timezone: 'Asia/Tokyo',
      from: '2026-02-01T15:00Z',
      to: '2026-02-08T15:00Z',
      is: '2 to 8 February',
    },
    {
      title: 'up to now',
      ...{ from: '2026-02-02T00:18Z', to: '2026-02-09T00:18Z', is: '2 to 9 February' },
    },
    {
      title: 'in a zone that is not known here',
      timezone: 'Mars/Olympus',
      ...{ from: '2026-02-02T00:00Z', to: '2026-02-09T00:00Z', is: '2 to 8 February' },
    },
    { title: 'of one day', from: '2026-02-08T00:00Z', to: '2026-02-09T00:00Z', is: '8 February' },
    {
      title: 'of the same month of two years',
      ...{ from: '2025-02-08T00:00Z', to: '2026-02-09T00:00Z', is: '8 February to 8 February' },
    },
  ])('are dated $title', ({ from, to, timezone = 'UTC', is }) => {
    expect(dateRange({ from: utc(from), to: utc(to), timezone })).toBe(is);
  });
});
