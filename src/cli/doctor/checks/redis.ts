import { shownRedis } from '../../../redis/address.ts';
import { RedisUnusable } from '../../../redis/clients.ts';
import { openRedis } from '../../../redis/redis.ts';
import type { Check } from '../check.ts';
import { fault, well } from '../finding.ts';
import { SILENT } from '../silent.ts';

/** A place of its own: what the bots keep there is not touched. */
const PREFIX = '{quell-doctor}';

/** Whether Redis takes what is written, where there is to be one. */
export const redis: Check = {
  name: 'redis',
  section: 'This machine',
  async look({ machine }) {
    if (!('config' in machine) || machine.config.redis === null) return [];
    const address = machine.config.redis;
    const shown = shownRedis(address);
    try {
      const link = await openRedis({ address, log: SILENT, prefix: PREFIX });
      const state = link.state();
      await link.close();
      return state === 'well'
        ? [well(`${shown} takes what is written`)]
        : [fault(away(shown), REACH)];
    } catch (error) {
      if (!(error instanceof RedisUnusable)) throw error;
      return [fault(error.message, 'Set REDIS_URL otherwise.')];
    }
  },
};

function away(shown: string): string {
  return `${shown} does not answer within a second, or takes no writes.`;
}

const REACH =
  'Check that it runs, its password and its maxmemory. Meanwhile Quell works without it, in one process.';
