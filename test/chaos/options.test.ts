import { describe, expect, test } from 'vitest';
import { readOptions } from './options.ts';

const seed = () => 'drawn';

describe('the command line of the chaos run', () => {
  test.each([
    ['nothing', [], { minutes: 2, seed: 'drawn', bots: 3, alone: false, keep: false }],
    [
      'minutes and a seed',
      ['--minutes', '0.5', '--seed', 's'],
      { minutes: 0.5, seed: 's', bots: 3, alone: false, keep: false },
    ],
    ['alone means one bot', ['--alone', '--bots', '4'], { bots: 1, alone: true }],
  ])('%s', (_title, args, expected) => {
    expect(readOptions(args, seed)).toMatchObject(expected);
  });

  test.each([
    ['minutes that are no number', ['--minutes', 'x'], /--minutes must be a number, and is "x"/],
    ['no bots at all', ['--bots', '0'], /--bots must be a number/],
    ['an unknown option', ['--hours', '1'], /--hours/],
  ])('%s: a sentence says so', (_title, args, sentence) => {
    expect(readOptions(args, seed)).toEqual({ fault: expect.stringMatching(sentence) });
  });
});
