import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Incident, isMuted, wasTold } from '../../src/domain/incident.ts';
import type { TimelineEntry } from '../../src/domain/timeline.ts';
import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import { read } from '../support/reading.ts';
import { type Bot, startBot } from '../support/world.ts';
import { anyNoisyStep, NOISY } from './support/noise-chaos.ts';

const isRinging = ({ text }: MessageHandle) => text.includes('<!subteam');
const isCard = ({ words }: MessageHandle) => /^INC-\d+ /m.test(words);
const isOfStorm = ({ words }: MessageHandle) => words.includes('Storm');

/** What a card says first. */
function stateOf(incident: Incident, bot: Bot): string {
  if (incident.status === 'resolved') return 'Resolved ·';
  if (isMuted(incident, bot.clock.now())) return ', muted ·';
  if (incident.status === 'acknowledged') return ', acknowledged ·';
  return incident.flapping ? ', flapping ·' : 'nobody has this yet';
}

const toldOf = (entries: readonly TimelineEntry[], kind: string) =>
  entries.filter(({ what, thread }) => thread && what.kind === kind).length;

async function expectRight(bot: Bot, incident: Incident): Promise<void> {
  const ts = (await bot.store.delivery(incident.id))?.card?.ts;
  const card = bot.cards().find((each) => each.ts === ts);
  if (!wasTold(incident)) return expect(card).toBeUndefined();
  expect(read(card)).toContain(stateOf(incident, bot));
  expect(read(card)).toContain(`INC-${incident.number} `);
  const entries = await bot.store.timeline(incident.id, 0, 1_000);
  const replies = card?.replies() ?? [];
  expect(replies.filter(({ text }) => text.startsWith('Details of'))).toHaveLength(1);
  expect(replies.filter(({ text }) => text.startsWith('Resolved'))).toHaveLength(
    toldOf(entries, 'resolved'),
  );
  expect(replies.filter(isRinging).length).toBeLessThanOrEqual(toldOf(entries, 'called'));
}

/** Each storm has one message, which says that it is over, and names no incident twice. */
function expectStormsOver(bot: Bot): void {
  for (const message of bot.cards().filter(isOfStorm)) {
    expect(read(message)).toContain('Storm over');
    const names = message.replies().flatMap(({ words }) => words.match(/INC-\d+/g) ?? []);
    expect(new Set(names).size).toBe(names.length);
  }
}

it('whatever happens: who is told of an incident has one card that is right, and nobody else has any', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyNoisyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
      const bot = await startBot({ config: NOISY });
      for (const step of steps) await step.take(bot);
      bot.slack.faults.clear();
      await bot.advance('10m');

      const incidents = await bot.store.incidents({ limit: 1_000, now: bot.clock.now() });
      for (const incident of incidents) await expectRight(bot, incident);
      expect(bot.cards().filter(isCard)).toHaveLength(incidents.filter(wasTold).length);
      expectStormsOver(bot);
      expect(await bot.store.pendingChannels()).toEqual([]);
      await bot.end();
    }),
    { numRuns: 15 },
  );
});
