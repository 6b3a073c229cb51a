import { describe, expect, it, vi } from 'vitest';
import type { NoiseReport } from '../../src/domain/report.ts';
import { events } from '../../src/slack/events/index.ts';
import { weekOf } from '../../src/slack/week.ts';
import { simulatedClock } from '../support/clock.ts';
import { theReport } from './blocks/models.ts';
import { keptLog } from './support/log.ts';

describe('the opening of the app', () => {
  it.each([
    ['of its Home', 'home', true],
    ['of its messages', 'messages', false],
  ])('%s asks for a Home: %s, %s', (_, tab, isOurs) => {
    const opening = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab };
    const listened = events.find(({ name }) => name === 'app_home_opened');

    expect(listened?.read(opening) !== null).toBe(isOurs);
  });
});

describe('the week of a Home', () => {
  const none: NoiseReport = { ...theReport(), figures: { ...theReport().figures, cards: 0 } };

  /** A week whose counting is seen, over simulated time. */
  function aWeek(made: () => Promise<NoiseReport>) {
    const clock = simulatedClock();
    const log = keptLog();
    const counted = vi.fn<() => void>();
    const report = vi.fn<() => Promise<NoiseReport>>(made);
    return { clock, log, counted, report, week: weekOf({ report, clock, log, counted }) };
  }

  it('is counted beside, told when it is, and counted anew after an hour', async () => {
    const { clock, counted, report, week } = aWeek(async () => theReport());
    expect(week.glance()).toBeNull();
    expect(week.glance()).toBeNull();
    await vi.waitFor(() => expect(counted).toHaveBeenCalledOnce());
    expect(week.glance()).toEqual(theReport());

    clock.advance('59m');
    week.glance();
    expect(report).toHaveBeenCalledOnce();
    clock.advance('1m');
    week.glance();
    expect(report).toHaveBeenCalledTimes(2);
  });

  it('is counted anew after five minutes while it has no card', async () => {
    const { clock, counted, report, week } = aWeek(async () => none);
    week.glance();
    await vi.waitFor(() => expect(counted).toHaveBeenCalledOnce());
    clock.advance('5m');
    week.glance();

    expect(report).toHaveBeenCalledTimes(2);
  });

  it('that cannot be counted is left out, and the log says so', async () => {
    const { log, week } = aWeek(async () => {
      throw new Error('no database');
    });

    expect(week.glance()).toBeNull();
    await vi.waitFor(() =>
      expect(log.lines.map(({ text }) => text)).toEqual([
        'the noise of the week could not be counted for the Homes of people',
      ]),
    );
  });

  it('is waited for by whoever wants to see the report', async () => {
    const { report, week } = aWeek(async () => theReport());
    expect(await week.whole()).toEqual(theReport());
    await week.whole();

    expect(report).toHaveBeenCalledOnce();
  });
});
