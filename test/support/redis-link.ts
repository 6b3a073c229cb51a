import type { Log } from '../../src/log.ts';
import { readRedisUrl } from '../../src/redis/address.ts';
import { openRedis, type RedisLink } from '../../src/redis/redis.ts';

/** A log that nobody reads. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** The link that a URL leads to; whoever asks for it closes it. */
export async function linkTo(url: string, prefix: string, log: Log = silent): Promise<RedisLink> {
  const read = readRedisUrl(url);
  if ('problem' in read) throw new Error(read.problem);
  return openRedis({ address: read.address, log, prefix });
}
