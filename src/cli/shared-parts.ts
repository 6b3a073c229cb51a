import { setTimeout as wait } from 'node:timers/promises';
import type { Ledger } from '../budgets/ledger.ts';
import { localLedger } from '../budgets/local.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Self } from '../cluster/cluster.ts';
import { clusterLedger } from '../cluster/ledger.ts';
import { type ManyDeps, manyCluster } from '../cluster/many.ts';
import { clusterQueue } from '../cluster/queue.ts';
import type { EnvironmentConfig } from '../config/environment.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { BullQueue } from '../queue/bullmq.ts';
import { embeddedQueue } from '../queue/embedded.ts';
import type { Queue } from '../queue/queue.ts';
import type { RedisAddress } from '../redis/address.ts';
import type { Store } from '../store/store.ts';
import type { SharedParts } from '../wiring/parts.ts';
import type { FollowedSettings } from './followed-settings.ts';

/** What a process works with that depends on whether it shares its store. */
export interface WorkParts {
  readonly queue: Queue;
  /** Undefined: it is alone. */
  readonly shared?: SharedParts;
  /** Lets go of what is left when the program has stopped. */
  close(): Promise<void>;
}

/** What these parts are made of. */
export interface WorkDeps {
  readonly config: EnvironmentConfig;
  readonly self: Self;
  readonly store: Store;
  readonly settings: FollowedSettings;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Leases that this process was given before. */
  readonly keeps: readonly string[];
}

const clock: Clock = systemClock;

/** One process on a file does all by itself; with a database or a queue that others may share, it works as one of them. */
export async function workParts(deps: WorkDeps): Promise<WorkParts> {
  const { config, log } = deps;
  if (config.database.kind === 'sqlite' && config.redis === null) {
    return { queue: embeddedQueue(clock, log), close: async () => {} };
  }
  const redis = config.redis === null ? null : await onRedis(config.redis, deps);
  return { ...among(deps, redis), close: async () => redis?.close() };
}

/** What is shared through Redis. */
interface OnRedis {
  readonly queue: BullQueue;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** Loaded only now: most need none of it, and it costs half a second. */
async function onRedis(address: RedisAddress, { log, metrics }: WorkDeps): Promise<OnRedis> {
  const [{ openRedis }, { bullQueue }, { redisLedger }] = await Promise.all([
    import('../redis/redis.ts'),
    import('../queue/bullmq.ts'),
    import('../budgets/redis.ts'),
  ]);
  const redis = await openRedis({ address, log });
  const onLag = (lag: number) => metrics.queueLag(lag / 1_000);
  const queue = await bullQueue({ redis, clock, log, onLag });
  return { queue, ledger: redisLedger(redis.commands, redis.prefix), close: () => redis.close() };
}

function among(
  deps: WorkDeps,
  redis: OnRedis | null,
): Pick<WorkParts, 'queue'> & { shared: SharedParts } {
  const { config, store, log } = deps;
  const cluster = manyCluster({ ...clusterDeps(deps), ...queueNews(redis) });
  const queue = clusterQueue({
    cluster,
    shared: redis?.queue ?? null,
    openDirect: () => embeddedQueue(clock, log),
    isWorker: config.roles.includes('worker'),
    store,
    clock,
    log,
    pause: (ms) => wait(ms),
  });
  const ledger = clusterLedger({ cluster, shared: redis?.ledger ?? null, openLocal: localLedger });
  const queueDepth = async () => {
    if (redis?.queue.state() !== 'well') return null;
    return { ...(await redis.queue.depth()) };
  };
  return { queue, shared: { cluster, ledger, roles: config.roles, queueDepth } };
}

function clusterDeps({ config, self, store, settings, log, keeps }: WorkDeps) {
  const hasSockets = config.roles.includes('slack') && config.slack?.mode.kind !== 'http';
  return {
    self,
    store,
    clock,
    log,
    hasSockets,
    keeps,
    config: settings.read,
    onConfig: (listener: () => void) => settings.onChange(listener),
    readConfigAgain: () => settings.readAgain(),
  };
}

function queueNews(redis: OnRedis | null): Pick<ManyDeps, 'queue' | 'onQueue'> {
  if (!redis) return { queue: () => 'none', onQueue: () => () => {} };
  return {
    queue: () => redis.queue.state(),
    onQueue: (listener) => redis.queue.onState(listener),
  };
}
