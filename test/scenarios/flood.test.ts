import { expect, it } from 'vitest';
import { startBot } from '../support/world.ts';

it('200 incidents at once all have their cards within minutes, the gravest first, without running into 429', async () => {
  const bot = await startBot({
    store: 'memory',
    config: 'storm: false',
    sandbox: { rateLimit: { postsPerSecond: 1, burst: 5 } },
  });
  const severityOf = (n: number) => (n % 10 === 0 ? 'critical' : 'warning');

  await bot.firesAll(
    Array.from({ length: 200 }, (_, n) => ({
      name: `Alert${n}`,
      labels: { instance: `web-${n}`, severity: severityOf(n) },
    })),
  );
  await bot.advance('30s');
  const first = bot.cards().map(({ words }) => words.includes('Critical'));
  expect(first.length).toBeGreaterThanOrEqual(25);
  expect(first.slice(0, 20)).toEqual(Array(20).fill(true));
  await bot.advance('4m');

  expect(bot.cards()).toHaveLength(200);
  await bot.advance('4m');
  expect(bot.cards().filter((card) => card.replies().length !== 1)).toEqual([]);
  const refused = bot.slack.requests.all.filter(({ outcome }) => outcome === '429');
  expect(refused.length).toBe(0);
  await bot.advance('1h');
  bot.expectNothingElse();
});
