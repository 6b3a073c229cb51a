import { describe, expect, it } from 'vitest';
import { hours, instant, plus } from '../../../src/domain/time.ts';
import { FOR_EVER } from '../../../src/slack/blocks/ignores.ts';
import { readIgnore } from '../../../src/slack/commands/read-ignore.ts';

const NOW = instant(1_770_732_120_000);
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
    ['for the weekend', {}, 'for the weekend'],
    ['escalator broken', {}, 'escalator broken'],
  ])('is read from %j', (words, ends, reason) => {
    expect(readIgnore(words, NOW)).toEqual({ ...FOR_EVER, ...ends, reason });
  });

  it.each(['0 times', '2000000 times', '0 users'])('is none in %j', (words) => {
    expect(readIgnore(words, NOW)).toEqual({
      misread: 'sentence',
      sentence: 'Write a whole number from 1 to 1,000,000.',
    });
  });
});
