import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Bot, startBot } from './bot.ts';
import { asPeople, CHANNELS } from './channels.ts';
import type { Closing } from './closing.ts';
import type { SharedServers } from './shared.ts';

/** One way to run Quell, that is measured beside the others. */
export interface Variant {
  readonly title: string;
  readonly bots: readonly Bot[];
  readonly slack: Sandbox;
  /** Its PostgreSQL; null: SQLite. */
  readonly database: string | null;
}

const PROCESSES = [1, 2, 3];

/** Starts all of them: they are measured in turn, so that what else the machine does touches all. */
export async function startVariants(
  shared: SharedServers,
  closing: Closing,
): Promise<readonly Variant[]> {
  const variants = [await alone(closing)];
  for (const count of PROCESSES) variants.push(await together(count, shared, closing));
  return variants;
}

async function alone(closing: Closing): Promise<Variant> {
  const slack = await workspace(closing);
  const bot = await startBot({ slack, config: asPeople, shared: null }, closing);
  return { title: 'SQLite', bots: [bot], slack, database: null };
}

async function together(count: number, shared: SharedServers, closing: Closing): Promise<Variant> {
  const slack = await workspace(closing);
  const database = await shared.newDatabase();
  // A database of Redis' for each.
  const redis = `${shared.redis.url}/${count}`;
  const bots: Bot[] = [];
  for (let at = 0; at < count; at += 1) {
    bots.push(await startBot({ slack, config: asPeople, shared: { database, redis } }, closing));
  }
  return { title: `PostgreSQL × ${count}`, bots, slack, database };
}

async function workspace(closing: Closing): Promise<Sandbox> {
  const channels = CHANNELS.map((name) => ({ name, botIsMember: true }));
  const slack = await startSandbox({ seed: { channels } });
  closing.add(() => slack.close());
  return slack;
}
