import { fileURLToPath } from 'node:url';
import { systemClock } from '../../../src/clock.ts';
import { bullQueue } from '../../../src/queue/bullmq.ts';
import { linkTo, silent } from '../../support/redis-link.ts';

/** A program that begins a job and never ends it: it waits to be killed. Its arguments: a Redis, and a prefix. */
export const DYING_PROCESS = fileURLToPath(import.meta.url);

async function beginAndHang(url: string, prefix: string): Promise<void> {
  const redis = await linkTo(url, prefix);
  const queue = await bullQueue({ redis, clock: systemClock, log: silent });
  queue.start(() => {
    process.stdout.write('has begun\n');
    return new Promise(() => {});
  });
  queue.schedule({ kind: 'upkeep' }, systemClock.now());
}

const [, program, url = '', prefix = ''] = process.argv;
if (program === DYING_PROCESS) await beginAndHang(url, prefix);
