import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/domain/calendar.ts';
import { type Instant, instant, minutes } from '../../src/domain/time.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld, DecideWorld } from '../support/decide-world.ts';

const match = below(aRoute(), 'service="db"').match;
const on = (instance: string) => ({ labels: { alertname: 'Disk', service: 'db', instance } });
const START = new DecideWorld(aPolicy()).now;
const after = (count: number): Instant => instant(START + minutes(count));
const once = { type: 'once', startsAt: after(10), endsAt: after(70) } as const;
const planned = (window: Parameters<typeof worldWith>[0]) => worldWith(window);

function worldWith(
  window:
    | typeof once
    | { type: 'cron'; cron: string; duration: ReturnType<typeof minutes>; timezone: string },
) {
  const maintenance = [{ name: 'db upgrade', place: 'quell.yml line 3', match, window }];
  return aConfiguredWorld(aPolicy({}, { maintenance }));
}

describe('during planned work', () => {
  it('what matches has no card, with that reason and the name of the work', async () => {
    const world = await planned(once);
    await world.advance('11m');
    await world.fire(on('1'));

    expect(await world.incident()).toMatchObject({
      withheld: 'maintenance',
      withheldBy: 'db upgrade',
      cardRevision: 0,
    });
  });

  it('what still fires at its end is told then', async () => {
    const world = await planned(once);
    await world.advance('11m');
    await world.fire(on('1'));
    await world.advance('1h');

    expect(await world.incident()).toMatchObject({ withheld: null, cardRevision: 1 });
    expect(await world.last()).toMatchObject({ reason: 'maintenance-over' });
  });

  it('what people know of keeps its card, and its end is told', async () => {
    const world = await planned(once);
    await world.fire(on('1'));
    await world.advance('20m');
    await world.resolve(on('1'));
    await world.advance('5m');

    expect(await world.story()).toEqual(['(opened)', 'resolved']);
  });

  it('by cron holds at its times', async () => {
    // The world begins on a Tuesday at 14:02 UTC.
    const world = await planned({
      type: 'cron',
      cron: '0 16 * * 2',
      duration: minutes(60),
      timezone: 'Europe/Berlin',
    });
    await world.advance('59m');
    await world.fire(on('1'));
    expect((await world.incident(1)).withheld).toBe('maintenance');
    await world.advance('1h');

    expect((await world.incident(1)).withheld).toBeNull();
  });
});

describe('planned work that a person made', () => {
  it('hides what matches, with that reason', async () => {
    const world = await aConfiguredWorld(aPolicy());
    const id = await world.silence({ matchers: 'service=db', kind: 'maintenance', for: '1h' });
    await world.fire(on('1'));

    expect(await world.incident()).toMatchObject({ withheld: 'maintenance', withheldBy: id });
  });

  it('that repeats hides at its times only', async () => {
    const world = await aConfiguredWorld(aPolicy());
    const repeats = {
      type: 'cron',
      cron: '30 14 * * *',
      duration: minutes(30),
      timezone: 'UTC',
    } as const;
    await world.silence({ matchers: 'service=db', kind: 'maintenance', repeats, for: '30d' });
    await world.fire(on('1'));
    expect((await world.alert(on('1'))).suppressed).toBeNull();
    await world.advance('40m');
    expect((await world.alert(on('1'))).suppressed).toMatchObject({ reason: 'maintenance' });
    await world.advance('30m');
    expect((await world.alert(on('1'))).suppressed).toBeNull();
    await world.advance('23h');

    expect((await world.alert(on('1'))).suppressed).toBeNull();
    await world.advance('30m');
    expect((await world.alert(on('1'))).suppressed).toMatchObject({ reason: 'maintenance' });
  });
});

describe('a route with a calendar', () => {
  const hours = (from: number, to: number): Calendar => [
    {
      times: [{ from: from * 60, to: to * 60 }],
      weekdays: [],
      daysOfMonth: [],
      months: [],
      years: [],
      timezone: 'UTC',
    },
  ];

  it('tells nothing during the times that mute it, and what still fires after them', async () => {
    const policy = aPolicy({ muteDuring: ['night'] }, { calendars: { night: hours(14, 16) } });
    const world = await aConfiguredWorld(policy);
    await world.fire(on('1'));
    expect(await world.incident()).toMatchObject({ withheld: 'maintenance', withheldBy: 'night' });
    await world.advance('2h');

    expect((await world.incident()).cardRevision).toBe(1);
  });

  it('tells only during its times', async () => {
    const policy = aPolicy({ activeDuring: ['office'] }, { calendars: { office: hours(15, 16) } });
    const world = await aConfiguredWorld(policy);
    await world.fire(on('1'));
    expect((await world.incident()).cardRevision).toBe(0);
    await world.advance('1h');

    expect((await world.incident()).cardRevision).toBe(1);
  });
});
