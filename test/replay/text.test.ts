import { describe, expect, it } from 'vitest';
import { jsonOf } from '../../src/replay/json.ts';
import { textOf } from '../../src/replay/text.ts';
import { aWeek, newPolicy, oldPolicy, over, sidesOf } from './fixture.ts';

const week = sidesOf(aWeek(), [oldPolicy(), newPolicy()], over(7 * 24));

describe('a replay of a week', () => {
  it('is shown to people as the golden file has it', async () => {
    await expect(textOf(week)).toMatchFileSnapshot('golden/week.txt');
  });

  it('is shown to programs as the golden file has it', async () => {
    const json = `${JSON.stringify(jsonOf(week), null, 2)}\n`;

    await expect(json).toMatchFileSnapshot('golden/week.json');
  });

  it('has no line that is wider than 80 characters, and nothing that steers a terminal', () => {
    const text = textOf(week);

    expect(text.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(text).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  });

  it('says so in one line when reality was another', () => {
    const far = textOf({ ...week, reallyTold: 100 });

    expect(far).toContain('In reality people got 100 cards');
    expect(textOf({ ...week, reallyTold: 13 })).not.toContain('In reality');
  });

  it('says that nothing differs where nothing does', () => {
    const same = sidesOf(aWeek(), [oldPolicy(), oldPolicy()], over(7 * 24));

    expect(textOf(same)).toContain('Missed: none.\n\nDelayed: none.\n\nNew: none.\n');
  });
});
