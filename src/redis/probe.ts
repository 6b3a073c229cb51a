import { randomUUID } from 'node:crypto';
import { ANSWER_WITHIN, type RedisClient } from './clients.ts';
import { within } from './within.ts';

/** A process that is paused for longer takes that for a loss, and looks in the store once too often. */
const REMEMBERED_FOR = 600_000;

/**
 * Where it is kept since when Redis is known to remember everything. Whoever begins, or comes back after Redis was away, takes
 * it away before anybody here hears of it: meanwhile others may have worked without Redis, or Redis may have lost it all.
 */
export const memoryKey = (prefix: string): string => `${prefix}:remembers-since`;

/**
 * Asks by a write, since a Redis that can only be read is of no use. It fails once more where what was written before is
 * gone: then Redis is away for a moment, and whoever hears of that looks in the store for what was lost.
 */
export function probeOf(commands: RedisClient, prefix: string): () => Promise<void> {
  const key = `${prefix}:alive:${randomUUID()}`;
  const tell = () => within(commands.set(key, '1', 'PX', REMEMBERED_FOR, 'GET'), ANSWER_WITHIN);
  let isTold = false;
  return async () => {
    const wasTold = isTold;
    isTold = false;
    const before = await tell();
    if (wasTold && before === null) throw new Error('Redis lost what it was told.');
    // Only once it answers in time: who is slow again and again must not hold up the others by it.
    if (!wasTold) await within(commands.del(memoryKey(prefix)), ANSWER_WITHIN);
    isTold = true;
  };
}
