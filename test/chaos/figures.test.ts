import { describe, expect, test } from 'vitest';
import { cleanStory, deed, START } from './clean-story.ts';
import type { Try } from './evidence.ts';
import { figures, recovery } from './figures.ts';

const tried = (bot: number, to: number, status: number | null): Try => ({
  bot,
  from: START + to - 5,
  to: START + to,
  status,
});

describe('the figures of a run', () => {
  test.each([
    ['the first answer of the bot itself counts', deed('kill bot', 0, 1_000, 1), [1_500]],
    ['of a server that all share, the answer of any bot', deed('kill redis', 0, 1_000), [200]],
    ['without any answer nothing is known', deed('kill bot', 0, 9_000, 1), []],
  ])('recovery: %s', (_title, hurt, expected) => {
    const tries = [tried(0, 1_200, 202), tried(1, 1_400, 503), tried(1, 2_500, 202)];
    expect(recovery(hurt, tries)).toEqual(expected);
  });

  test('the surplus is counted by what explains it, and the lag of cards is told', () => {
    const rows = new Map(figures(cleanStory()));
    expect(rows.get('surplus messages')).toBe(0);
    expect(rows.get('card after its incident, most')).toBe('1.0 s');
    expect(rows.get('firings counted')).toBe(2);
  });
});
