import { readFileSync } from 'node:fs';
import type { Cluster, ClusterOptions, Redis, RedisOptions } from 'ioredis';
import type { RedisAddress } from './address.ts';

/** A connection, to one server or to a cluster. */
export type RedisClient = Redis | Cluster;

/** What a connection is for: `commands` fail soon where Redis does not answer, a `worker` waits for it. */
export type RedisUse = 'commands' | 'worker';

/** Whoever asks for longer than this gets no answer. */
export const ANSWER_WITHIN = 1_000;

const CONNECT_WITHIN = 2_000;
const DISCONNECT_WITHIN = 200;
const LONGEST_PAUSE = 1_000;

/** Longer than BullMQ ever blocks, so that only a socket that is dead is given up. */
const SILENT_FOR = 15_000;

/** Redis cannot be connected to, however long one waits: a sentence for the person who starts the program. */
export class RedisUnusable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RedisUnusable';
  }
}

/** Loads the library, which takes its time, and answers what makes connections. Rejects with `RedisUnusable`. */
export async function redisClients(
  address: RedisAddress,
): Promise<(use: RedisUse, onError: (error: unknown) => void) => RedisClient> {
  const { Cluster, Redis } = await import('ioredis');
  const tls = tlsOf(address);
  return (use, onError) => {
    const options = optionsOf(address, tls, use);
    const client =
      address.form === 'cluster'
        ? new Cluster([...address.nodes], clusterOptions(options))
        : new Redis({ ...options, ...placeOf(address, tls) });
    // Without a listener, an error of a connection ends the process.
    client.on('error', onError);
    return client;
  };
}

/** Replies in the shapes that both versions of the protocol share. */
type Options = RedisOptions & { readonly replyMapping?: 'legacy' };
type ManyOptions = ClusterOptions & { readonly redisOptions: Options };

type Tls = NonNullable<RedisOptions['tls']>;

function tlsOf({ tls, caFile }: RedisAddress): Tls | null {
  if (!tls) return null;
  return caFile === null ? {} : { ca: certificateIn(caFile) };
}

function certificateIn(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new RedisUnusable(`The certificate that REDIS_URL names cannot be read: ${error}`);
  }
}

const pause = (times: number): number => Math.min(50 * 2 ** Math.min(times, 10), LONGEST_PAUSE);

/** A command that was cut off is not sent again by itself: it may have been done, and whoever sent it decides. */
const USES = {
  commands: {
    enableOfflineQueue: false,
    commandTimeout: ANSWER_WITHIN,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
  },
  worker: {
    maxRetriesPerRequest: null,
    socketTimeout: SILENT_FOR,
    // It is no master any more: sentinels know another.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  },
} as const satisfies Record<RedisUse, RedisOptions>;

function optionsOf(address: RedisAddress, tls: Tls | null, use: RedisUse): Options {
  return {
    ...(address.username === null ? {} : { username: address.username }),
    ...(address.password === null ? {} : { password: address.password }),
    ...(tls ? { tls } : {}),
    connectTimeout: CONNECT_WITHIN,
    disconnectTimeout: DISCONNECT_WITHIN,
    retryStrategy: pause,
    ...USES[use],
  };
}

function placeOf({ form, nodes, master, db, sentinelPassword }: RedisAddress, tls: Tls | null) {
  if (form !== 'sentinel') return { ...nodes[0], db };
  return {
    sentinels: [...nodes],
    name: master ?? '',
    db,
    sentinelRetryStrategy: pause,
    ...(sentinelPassword === null ? {} : { sentinelPassword }),
    ...(tls ? { enableTLSForSentinelMode: true, sentinelTLS: tls } : {}),
  };
}

function clusterOptions(redisOptions: Options): ManyOptions {
  return {
    redisOptions,
    clusterRetryStrategy: pause,
    enableOfflineQueue: redisOptions.enableOfflineQueue ?? true,
    // Names are checked against the certificate, so they must stay names.
    ...(redisOptions.tls ? { dnsLookup: (name, done) => done(null, name) } : {}),
  };
}
