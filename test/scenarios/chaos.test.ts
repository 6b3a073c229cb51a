import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';
import { anyStep } from './support/chaos.ts';

/** What of an incident decides how its card looks. */
interface ShownIncident {
  readonly number: number;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  readonly muted_until: string | null;
}

/** What a card says in each state. */
const SAYS = {
  triggered: /nobody has this yet/,
  acknowledged: /, acknowledged ·/,
  resolved: /Resolved ·/,
  muted: /, muted ·/,
};

function stateOf({ status, muted_until }: ShownIncident): keyof typeof SAYS {
  return status !== 'resolved' && muted_until !== null ? 'muted' : status;
}

async function expectRight(bot: Bot, incident: ShownIncident): Promise<void> {
  const cards = bot.cards().filter((card) => card.words.includes(`INC-${incident.number} `));
  expect(cards, `cards of INC-${incident.number}`).toHaveLength(1);
  const [card] = cards as [MessageHandle];
  expect(read(card)).toMatch(SAYS[stateOf(incident)]);

  const { entries } = await bot.api('GET', `/incidents/${incident.number}/timeline`);
  const count = (kind: string) =>
    entries.filter((entry: { readonly kind: string }) => entry.kind === kind).length;
  const replies = card.replies().map(({ text }) => text);
  const details = replies.filter((text) => text.startsWith('Details of')).length;
  // What was over before they could be posted does without.
  if (incident.status !== 'resolved') expect(details).toBe(1);
  expect(details).toBeLessThanOrEqual(1);
  expect(replies.filter((text) => text.startsWith('Note by'))).toHaveLength(count('note'));
  expect(replies.filter((text) => text.startsWith('Resolved'))).toHaveLength(count('resolved'));
}

it('whatever goes wrong at Slack: each incident ends with one card that is right, and each reply is there once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 25 }), async (steps) => {
      const bot = await startBot();
      for (const step of steps) await step.take(bot);
      bot.slack.faults.clear();
      await bot.advance('10m');

      const { incidents } = await bot.api('GET', '/incidents');
      expect(bot.cards()).toHaveLength(incidents.length);
      for (const incident of incidents) await expectRight(bot, incident);
      expect(await bot.store.pendingChannels()).toEqual([]);
      await bot.advance('1m');
      bot.expectNothingElse();
      await bot.end();
    }),
    { numRuns: 15 },
  );
});
