import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';

const CONFIG = 'report: { timezone: UTC }';

/** A bot with twelve short incidents of one kind, which nobody ever wanted. */
async function afterNoise(): Promise<Bot> {
  const bot = await startBot({ config: CONFIG });
  for (let n = 0; n < 12; n++) {
    await bot.fires('HighCPU', { service: 'batch' });
    await bot.advance('3m');
    await bot.ends('HighCPU', { service: 'batch' });
    await bot.advance('30h');
  }
  return bot;
}

describe('the noise', () => {
  it('of some days is told to whoever asks, with what would lessen it', async () => {
    const bot = await afterNoise();

    const answer = await bot.ask('ann', 'stats 15d', 'Noise report');

    expect(read(answer)).toMatch(/alerts became \d+ cards?/);
    expect(read(answer)).toContain('HighCPU');
    expect(answer.buttons).toContain('Preview');
    await bot.slack.as('ann').click(answer, 'Preview', { value: previewOf(answer.blocks) });
    const modal = await bot.modal('ann');
    expect(modal.words).toContain('In quell.yml, under');
  });

  it('of a week comes on Mondays, and says how it is stopped', async () => {
    const bot = await afterNoise();
    const report = bot.cards().find(({ words }) => words.includes('Stop these reports'));
    if (!report) throw new Error('There is no report.');

    await bot.slack.as('bob').click(report, 'Stop these reports');
    await bot.answerTo('bob', 'report: { weekly: false }');
    await bot.slack.as('bob').click(report, 'Whole report');

    const whole = await bot.modal('bob');
    expect(whole.title).toBe('Noise report');
    await whole.close();
    await bot.slack.as('bob').click(report, 'Preview', { value: previewOf(report.blocks) });
    expect((await bot.modal('bob')).title).toBe('Preview of a change');
  });
});

/** The value of the first preview. */
function previewOf(blocks: readonly object[]): string {
  const [, value = ''] = /"value":"([^"]+:[^"]+)"/.exec(JSON.stringify(blocks)) ?? [];
  return value;
}
