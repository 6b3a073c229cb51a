import type { Log } from '../log.ts';
import { type RedisAddress, shownRedis } from './address.ts';
import { ANSWER_WITHIN, type RedisClient, type RedisUse, redisClients } from './clients.ts';
import { RedisHealth, type RedisState } from './health.ts';
import { probeOf } from './probe.ts';
import { within } from './within.ts';

/** The one place where Redis is connected to: the queue and the budgets share it. */
export interface RedisLink {
  /** All keys begin with it. Its braces keep them in one slot of a cluster, as scripts need. */
  readonly prefix: string;
  /** For short commands, which reject within about a second where Redis does not answer. */
  readonly commands: RedisClient;
  /** One more connection, for a worker; it waits for Redis. The link closes it at the end, or earlier whoever asked. */
  forWorker(): RedisClient;
  state(): RedisState;
  /** Hears of every change of the state; the answer ends that. */
  onState(listener: (state: RedisState) => void): () => void;
  /** Asks Redis now whether it is well, because something failed. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** How Redis is connected to. */
export interface RedisLinkOptions {
  readonly address: RedisAddress;
  readonly log: Log;
  /** In place of `{quell}`, for several installations on one Redis; it needs the braces. */
  readonly prefix?: string;
}

/**
 * Connects in the background, and resolves once Redis answered or did not: then the state is `away`. Rejects with
 * `RedisUnusable` only.
 */
export async function openRedis({
  address,
  log,
  prefix = '{quell}',
}: RedisLinkOptions): Promise<RedisLink> {
  const connect = await redisClients(address);
  const clients = new Set<RedisClient>();
  let trouble: unknown = null;
  const client = (use: RedisUse) => {
    const made = connect(use, (error) => {
      trouble = error;
      log.debug({ error }, 'trouble with Redis');
    });
    clients.add(made);
    made.once('end', () => clients.delete(made));
    return made;
  };
  const commands = client('commands');
  const probe = probeOf(commands, prefix);
  const health = new RedisHealth(
    {
      name: shownRedis(address),
      probe: () => probe().catch((error: unknown) => fail(error, commands, trouble)),
      renew: () => clients.forEach(renew),
    },
    log,
  );
  await firstAnswer(commands, health);
  return {
    prefix,
    commands,
    forWorker: () => client('worker'),
    state: () => health.state,
    onState: (listener) => health.onState(listener),
    check: () => health.check(),
    async close() {
      await health.close();
      for (const each of clients) each.disconnect();
    },
  };
}

/** Without a connection, what is wrong with it says more than that there is none. */
function fail(error: unknown, { status }: RedisClient, trouble: unknown): never {
  if (status === 'ready' || trouble === null) throw error;
  throw new Error('There is no connection to Redis.', { cause: trouble });
}

/** While it waits to connect anew it has no socket, and must be left alone. */
function renew(client: RedisClient): void {
  if (client.status === 'ready' || client.status === 'connect') client.disconnect(true);
}

async function firstAnswer(commands: RedisClient, health: RedisHealth): Promise<void> {
  const ready = new Promise<void>((resolve) => commands.once('ready', () => resolve()));
  // Whether it came or not, the question after it says how things are.
  await within(ready, ANSWER_WITHIN).catch(() => {});
  await health.check();
}
