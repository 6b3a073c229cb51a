import { describe, expect, it } from 'vitest';
import { hours, instant, plus } from '../../../src/domain/time.ts';
import { FOR_EVER, ignoreOf } from '../../../src/slack/blocks/errors/ignore-choice.ts';
import { readIgnore } from '../../../src/slack/commands/read-ignore.ts';

const NOW = instant(1_770_732_120_000);
const READER = { now: NOW, timezone: 'Europe/Berlin' };
/** 2026-02-11 09:00 there. */
const tomorrow = { until: instant(Date.UTC(2026, 1, 11, 8)) };
const twoDays = { until: plus(NOW, hours(48)) };

describe('what ends an ignore', () => {
  it.each([
    ['', {}, ''],
    ['for ever', {}, ''],
    ['forever not ours', {}, 'not ours'],
    ['not ours', {}, 'not ours'],
    ['2d', twoDays, ''],
    ['for 2d waits for the vendor', twoDays, 'waits for the vendor'],
    ['100 times', { occurrences: 100 }, ''],
    ['100 more times bots', { occurrences: 100 }, 'bots'],
    ['until it happens 100 more times', { occurrences: 100 }, ''],
    ['until 1 time', { occurrences: 1 }, ''],
    ['10 users &amp; more', { users: 10 }, '& more'],
    ['until it strikes 10 more users', { users: 10 }, ''],
    ['escalates', { spike: true }, ''],
    ['until it escalates at night', { spike: true }, 'at night'],
    ['until tomorrow 09:00 the vendor sleeps', tomorrow, 'the vendor sleeps'],
    ['until 5 more', { occurrences: 5 }, ''],
    ['1000 more', { occurrences: 1_000 }, ''],
    ['until 100 events', { occurrences: 100 }, ''],
    ['until 10 people', { users: 10 }, ''],
    ['monday is always so', {}, 'monday is always so'],
    ['intended', {}, 'intended'],
    ['escalator broken', {}, 'escalator broken'],
  ])('is read from %j', (words, ends, reason) => {
    expect(readIgnore(words, READER)).toEqual({ ...FOR_EVER, ...ends, reason });
  });

  it.each(['0 times', '2000000 times', '0 users', '99999999999 times'])(
    'is none in %j',
    (words) => {
      expect(readIgnore(words, READER)).toEqual({
        misread: 'sentence',
        sentence: 'Write a whole number from 1 to 1,000,000.',
      });
    },
  );

  it.each([
    ...['2 hours', 'for a week', 'for the weekend', 'until 2026-02-11', '100', '100x', 'in 2h'],
    ...['until resolved', 'until deploy', 'until next release', '-5 times', 'until'],
  ])('is asked for where %j may mean one', (words) => {
    expect(readIgnore(words, READER)).toEqual({
      misread: 'sentence',
      sentence: 'Write 2h, until tomorrow 09:00, 100 times, 10 users, escalates or for ever.',
    });
  });

  it('is none that has passed', () => {
    expect(readIgnore('until today 00:01', READER)).toEqual({
      misread: 'sentence',
      sentence: 'That time has passed. Write a later one.',
    });
  });
});

it('a choice that the menu does not have is named', () => {
  expect(() => ignoreOf('2-moons', NOW)).toThrow('"2-moons" is no way to ignore.');
});
