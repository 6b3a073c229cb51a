import { onTestFinished } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import { type BullQueue, bullQueue } from '../../../src/queue/bullmq.ts';
import { linkTo, silent } from '../../support/redis-link.ts';

/** A process' queue in real time, closed with the test. */
export async function realQueue(
  url: string,
  prefix: string,
  log: Log = silent,
): Promise<BullQueue> {
  const link = await linkTo(url, prefix, log);
  const queue = await bullQueue({ redis: link, clock: systemClock, log });
  onTestFinished(async () => {
    await queue.close();
    await link.close();
  });
  return queue;
}
