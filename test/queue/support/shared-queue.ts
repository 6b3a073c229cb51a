import { onTestFinished } from 'vitest';
import { type Instant, instant, plus } from '../../../src/domain/time.ts';
import { idOf } from '../../../src/queue/bullmq/jobs.ts';
import { type BullQueue, bullQueue } from '../../../src/queue/bullmq.ts';
import type { Queue } from '../../../src/queue/queue.ts';
import type { RedisLink } from '../../../src/redis/redis.ts';
import type { QueueUnderTest } from '../../contracts/queue.contract.ts';
import { simulatedClock } from '../../support/clock.ts';
import { linkTo, silent } from '../../support/redis-link.ts';
import { randomPrefix } from '../../support/servers/redis.ts';

/** Resolves once it holds: how quickly is not what is tested. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A queue on Redis, on a clock that the test moves; the queue is told to look whenever that is done. */
export async function queueOnSimulatedTime(
  url: string,
): Promise<QueueUnderTest & { readonly shared: BullQueue }> {
  const link = await linkTo(url, randomPrefix());
  onTestFinished(() => link.close());
  const clock = simulatedClock();
  const queue = await bullQueue({ redis: link, clock, log: silent });
  const running = new Set<string>();
  const nextAt = () => nextWanted(link, running);
  const isSettled = async () => {
    await queue.mend();
    // In this order: a job that is taken in between is still wanted at first, and then active.
    const next = await nextAt();
    const { waiting, active } = await queue.depth();
    return waiting === 0 && active === running.size && (next === null || next > clock.now());
  };
  return {
    queue: watched(queue, running),
    shared: queue,
    clock,
    async advance(by) {
      const end = plus(clock.now(), by);
      await until(isSettled);
      for (let next = await nextAt(); next !== null && next <= end; next = await nextAt()) {
        clock.moveTo(next);
        await until(isSettled);
      }
      clock.moveTo(end);
    },
  };
}

/** The same queue, noting what runs. */
function watched(queue: BullQueue, running: Set<string>): Queue {
  return {
    schedule: (job, at) => queue.schedule(job, at),
    start: (run) =>
      queue.start(async (job) => {
        running.add(idOf(job));
        await run(job).finally(() => running.delete(idOf(job)));
      }),
    close: () => queue.close(),
  };
}

/** When the next job is wanted that does not run. */
async function nextWanted(link: RedisLink, running: ReadonlySet<string>): Promise<Instant | null> {
  const key = `${link.prefix}:wanted`;
  for (const id of await link.commands.zrange(key, '0', '-1')) {
    if (!running.has(id)) return instant(Number(await link.commands.zscore(key, id)));
  }
  return null;
}
