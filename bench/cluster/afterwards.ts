import { Client } from 'pg';
import { median } from '../table.ts';
import { shortly } from './figures.ts';
import { residentMemory } from './processor.ts';
import type { SharedServers } from './shared.ts';
import type { Variant } from './variant.ts';

/** What all of it holds once the load is over, and how often processes were in each other's way; sentences. */
export async function afterwards(
  shared: SharedServers,
  variants: readonly Variant[],
): Promise<string> {
  const [one, ...many] = variants;
  const sentences = [
    `Memory afterwards: ${memoryOf(one)} MiB with SQLite, ${many.map(memoryOf).join(', ')} MiB a process with PostgreSQL.`,
    await redisAfterwards(shared, many),
    ...(await Promise.all(many.map(contention))),
  ];
  return sentences.join('\n');
}

function memoryOf(variant: Variant | undefined): number {
  return median((variant?.bots ?? []).map((bot) => residentMemory(bot.pid())));
}

async function redisAfterwards(
  { redis }: SharedServers,
  many: readonly Variant[],
): Promise<string> {
  const info = `${await redis.command('INFO')}`;
  const used = Number(/used_memory:(\d+)/.exec(info)?.[1]) / 1_024 ** 2;
  const clients = Number(/connected_clients:(\d+)/.exec(info)?.[1]) - 1;
  const processes = many.reduce((sum, { bots }) => sum + bots.length, 0);
  return `Redis holds ${shortly(used)} MiB for ${processes} processes, with ${shortly(clients / processes)} connections each.`;
}

interface Counted {
  readonly begun: number;
  readonly anew: number;
  readonly connections: number;
}

/** Each try of a transaction takes one block of places for recordings, also where it is undone. */
const COUNTED = `SELECT (SELECT last_value FROM recording_block)::int AS begun,
  xact_rollback::int AS anew, numbackends - 1 AS connections
  FROM pg_stat_database WHERE datname = current_database()`;

async function contention({ title, bots, database }: Variant): Promise<string> {
  const client = new Client({ connectionString: database ?? '' });
  await client.connect();
  try {
    const { rows } = await client.query<Counted>(COUNTED);
    const { begun, anew, connections } = rows[0] ?? { begun: 0, anew: 0, connections: 0 };
    const share = ((100 * anew) / begun).toFixed(1);
    const each = shortly(connections / bots.length);
    return `${title}: of ${begun} transactions ${anew} (${share} %) were begun anew; ${each} connections a process.`;
  } finally {
    await client.end();
  }
}
