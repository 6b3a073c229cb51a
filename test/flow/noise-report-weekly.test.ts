import { describe, expect, it } from 'vitest';
import { type Instant, instant, seconds } from '../../src/domain/time.ts';
import type { NoiseQuestion } from '../../src/flow/noise-report.ts';
import {
  timesAround,
  type WeeklyDeps,
  weekBefore,
  weeklyReport,
} from '../../src/flow/weekly-report.ts';
import { reportsOf } from '../report/week.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { DecideWorld } from '../support/decide-world.ts';
import { type ManualQueue, manualQueue } from '../support/queue.ts';

const at = (text: string): Instant => instant(Date.parse(text));
const iso = (time: Instant | null) => (time === null ? null : new Date(time).toISOString());

type Settings = ReturnType<WeeklyDeps['settings']>;
const MONDAYS: Settings = {
  weekly: true,
  channel: null,
  day: 1,
  minute: 9 * 60,
  timezone: 'Europe/Berlin',
};

type Row = readonly [
  title: string,
  settings: Partial<Settings>,
  now: string,
  expected: readonly [due: string | null, next: string],
];

describe('the times of weekly reports', () => {
  const rows: readonly Row[] = [
    ['are next Monday in the week', {}, '2026-02-11T14:02:00Z', [null, '2026-02-16T08:00:00.000Z']],
    [
      'begin with the minute',
      {},
      '2026-02-16T08:00:00Z',
      ['2026-02-16T08:00:00.000Z', '2026-02-23T08:00:00.000Z'],
    ],
    ['are not due a moment before', {}, '2026-02-16T07:59:59Z', [null, '2026-02-16T08:00:00.000Z']],
    [
      'are due for a day where nobody was there',
      {},
      '2026-02-17T07:59:59Z',
      ['2026-02-16T08:00:00.000Z', '2026-02-23T08:00:00.000Z'],
    ],
    ['are over after a day', {}, '2026-02-17T08:00:00Z', [null, '2026-02-23T08:00:00.000Z']],
    [
      'stay nine o’clock when clocks are put forward',
      {},
      '2026-03-24T12:00:00Z',
      [null, '2026-03-30T07:00:00.000Z'],
    ],
    [
      'stay nine o’clock when clocks are put back',
      {},
      '2026-10-20T12:00:00Z',
      [null, '2026-10-26T08:00:00.000Z'],
    ],
    [
      'in the hour that is skipped are when clocks have been put forward',
      { day: 0, minute: 150 },
      '2026-03-25T00:00:00Z',
      [null, '2026-03-29T01:00:00.000Z'],
    ],
    [
      'in the hour that comes twice are once',
      { day: 0, minute: 150 },
      '2026-10-25T01:45:00Z',
      ['2026-10-25T00:30:00.000Z', '2026-11-01T01:30:00.000Z'],
    ],
    [
      'at the end of a day are the midnight after it',
      { day: 6, minute: 1_440, timezone: 'UTC' },
      '2026-02-11T00:00:00Z',
      [null, '2026-02-15T00:00:00.000Z'],
    ],
  ];

  it.each(rows)('%s', (_, change, now, expected) => {
    const times = timesAround({ ...MONDAYS, ...change }, at(now));

    expect([iso(times.due), iso(times.next)]).toEqual(expected);
  });
});

describe('the week of a report', () => {
  it.each([
    [
      'is seven days from midnight to midnight',
      '2026-02-16T08:00:00Z',
      '2026-02-16',
      ['2026-02-08T23:00:00.000Z', '2026-02-15T23:00:00.000Z'],
    ],
    [
      'is an hour shorter in spring',
      '2026-03-30T07:00:00Z',
      '2026-03-30',
      ['2026-03-22T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ],
    [
      'is an hour longer in autumn',
      '2026-10-26T08:00:00Z',
      '2026-10-26',
      ['2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ],
    [
      'may begin in another month',
      '2026-03-02T08:00:00Z',
      '2026-03-02',
      ['2026-02-22T23:00:00.000Z', '2026-03-01T23:00:00.000Z'],
    ],
  ])('%s', (_, due, date, expected) => {
    const week = weekBefore('Europe/Berlin', at(due));

    expect(week.date).toBe(date);
    expect([iso(week.from), iso(week.to)]).toEqual(expected);
  });
});

/** Two channels with a card each in the week from the 9th of February on, and a queue of its own for reports. */
class Weeks {
  readonly world = new DecideWorld(
    aPolicy({
      routes: [below(aRoute(), 'service="db"', { channel: '#db' })],
      reopenWithin: seconds(0),
    }),
  );
  readonly queue: ManualQueue = manualQueue(this.world.clock);
  readonly asked: NoiseQuestion[] = [];
  readonly delivered: string[] = [];
  readonly logged: string[] = [];
  settings: Settings = MONDAYS;
  /** Set: no report can be made. */
  broken: Error | null = null;

  async begin(): Promise<this> {
    await this.world.fire();
    await this.world.fire({ labels: { alertname: 'Slow', service: 'db' } });
    this.start();
    return this;
  }

  /** As the program does at its start. */
  start(): void {
    const note = (_: unknown, text: string) => void this.logged.push(text);
    const reports = reportsOf(this.world);
    const deps: WeeklyDeps = {
      ...this.world,
      clock: this.world.clock,
      queue: this.queue,
      log: { debug: note, info: note, warn: note, error: note },
      settings: () => this.settings,
      reports: async (question) => {
        this.asked.push(question);
        if (this.broken) throw this.broken;
        return reports(question);
      },
    };
    this.queue.start(async (job) => {
      if (job.kind === 'report') await weeklyReport(deps);
      if (job.kind === 'deliver') this.delivered.push(job.channel);
    });
    this.queue.schedule({ kind: 'report' }, this.world.now);
  }

  async until(time: string): Promise<void> {
    await this.queue.settle();
    for (
      let next = this.queue.nextAt();
      next !== null && next <= at(time);
      next = this.queue.nextAt()
    ) {
      this.world.clock.moveTo(next);
      await this.queue.settle();
    }
    this.world.clock.moveTo(at(time));
  }

  async downUntil(time: string): Promise<void> {
    await this.queue.close();
    this.world.clock.moveTo(at(time));
    this.start();
    await this.queue.settle();
  }

  async notice(channel: string, date = '2026-02-16') {
    return this.world.store.notice(`report:${channel}:${date}`);
  }
}

describe('the weekly report', () => {
  it('is posted once in each channel that had a card', async () => {
    const weeks = await new Weeks().begin();
    await weeks.until('2026-02-16T07:59:59Z');
    expect(weeks.delivered).toEqual([]);

    await weeks.until('2026-02-16T08:00:00Z');

    expect([...weeks.delivered].sort()).toEqual(['#alerts', '#db']);
    expect(await weeks.notice('#db')).toEqual({
      id: 'report:#db:2026-02-16',
      channel: '#db',
      at: at('2026-02-16T08:00:00Z'),
      content: {
        kind: 'report',
        report: expect.objectContaining({
          channel: '#db',
          from: at('2026-02-08T23:00:00Z'),
          to: at('2026-02-15T23:00:00Z'),
          figures: expect.objectContaining({ cards: 1, alerts: 1 }),
        }),
      },
      cardRevision: 1,
      detailsRevision: 0,
      entryCount: 0,
      joined: null,
    });
    expect(await weeks.world.store.pendingChannels()).toEqual(
      expect.arrayContaining(['#alerts', '#db']),
    );
  });

  it('reads all channels in one go', async () => {
    const weeks = await new Weeks().begin();
    await weeks.until('2026-02-16T12:00:00Z');

    expect(weeks.asked.map(({ channels }) => [...channels].sort())).toEqual([['#alerts', '#db']]);
  });

  it('is not posted again after a restart', async () => {
    const weeks = await new Weeks().begin();
    await weeks.until('2026-02-16T08:00:00Z');

    await weeks.downUntil('2026-02-16T09:00:00Z');
    await weeks.downUntil('2026-02-16T10:00:00Z');

    expect(weeks.delivered).toHaveLength(2);
    expect(weeks.asked).toHaveLength(1);
  });

  it('comes late where the program was down for less than a day', async () => {
    const weeks = await new Weeks().begin();
    await weeks.until('2026-02-15T12:00:00Z');

    await weeks.downUntil('2026-02-17T07:00:00Z');

    expect(await weeks.notice('#alerts')).toMatchObject({
      content: { report: { to: at('2026-02-15T23:00:00Z') } },
    });
  });

  it('is left out where it would come more than a day late, and comes in the next week', async () => {
    const weeks = await new Weeks().begin();
    await weeks.until('2026-02-15T12:00:00Z');

    await weeks.downUntil('2026-02-17T08:00:00Z');
    expect(weeks.delivered).toEqual([]);
    await weeks.world.fire({ labels: { alertname: 'New' } });
    await weeks.until('2026-02-23T08:00:00Z');

    expect(await weeks.notice('#alerts')).toBeUndefined();
    expect(await weeks.notice('#alerts', '2026-02-23')).toBeDefined();
    expect(weeks.delivered).toEqual(['#alerts']);
  });

  it('is none where there was no card', async () => {
    const weeks = await new Weeks().begin();
    await weeks.until('2026-03-02T08:00:00Z');

    expect(weeks.delivered).toHaveLength(2);
    expect(await weeks.notice('#alerts', '2026-03-02')).toBeUndefined();
  });

  it('goes to the one channel that is configured, about all of them', async () => {
    const weeks = await new Weeks().begin();
    weeks.settings = { ...MONDAYS, channel: '#noise' };
    await weeks.until('2026-02-16T08:00:00Z');

    expect(weeks.delivered).toEqual(['#noise']);
    expect(await weeks.notice('#noise')).toMatchObject({
      content: { report: { channel: null, figures: { cards: 2 } } },
    });
  });

  it('is none there either where there was no card', async () => {
    const weeks = await new Weeks().begin();
    weeks.settings = { ...MONDAYS, channel: '#noise' };
    await weeks.until('2026-03-02T08:00:00Z');

    expect(weeks.delivered).toEqual(['#noise']);
  });

  it('stops when it is turned off, and begins again with the settings', async () => {
    const weeks = await new Weeks().begin();
    weeks.settings = { ...MONDAYS, weekly: false };
    await weeks.until('2026-02-16T08:00:00Z');
    expect([weeks.delivered, weeks.queue.nextAt()]).toEqual([[], null]);

    weeks.settings = MONDAYS;
    weeks.queue.schedule({ kind: 'report' }, weeks.world.now);
    await weeks.queue.settle();

    expect(weeks.delivered).toHaveLength(2);
  });

  it('is tried again later where it could not be made', async () => {
    const weeks = await new Weeks().begin();
    weeks.broken = new Error('the disk is gone');
    await weeks.until('2026-02-16T08:05:00Z');
    expect([weeks.delivered, weeks.asked.length]).toEqual([[], 1]);
    expect(weeks.logged).toEqual(["the week's noise could not be reported; it is tried again"]);

    weeks.broken = null;
    await weeks.until('2026-02-16T08:10:00Z');

    expect(weeks.delivered).toHaveLength(2);
    expect(iso(weeks.queue.nextAt())).toBe('2026-02-23T08:00:00.000Z');
  });

  it('comes at nine o’clock in every week of a year', async () => {
    const weeks = await new Weeks().begin();
    await weeks.until('2027-02-11T00:00:00Z');

    expect(weeks.delivered).toHaveLength(2);
    expect(iso(weeks.queue.nextAt())).toBe('2027-02-15T08:00:00.000Z');
  });
});
