import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Duration, days, duration, plus, seconds } from '../../src/domain/time.ts';
import { bullQueue } from '../../src/queue/bullmq.ts';
import type { Job } from '../../src/queue/queue.ts';
import { queueContract } from '../contracts/queue.contract.ts';
import { simulatedClock } from '../support/clock.ts';
import { linkTo, silent } from '../support/redis-link.ts';
import { describeWith } from '../support/servers/needed.ts';
import { randomPrefix, redisForTests, type SharedRedis } from '../support/servers/redis.ts';
import { queueOnSimulatedTime, until } from './support/shared-queue.ts';

const TICK: Job = { kind: 'tick' };

describeWith('the queue on Redis', redisForTests(), (open) => {
  let redis: SharedRedis;
  beforeAll(async () => {
    redis = await open();
  });
  afterAll(() => redis.close());

  queueContract('BullMQ', () => queueOnSimulatedTime(redis.url));

  it('waits longer after each failure, and begins anew after a run that went well', async () => {
    const { queue, clock, advance } = await queueOnSimulatedTime(redis.url);
    const start = clock.now();
    const tries: number[] = [];
    queue.start(async () => {
      tries.push(clock.now() - start);
      if (![4, 5].includes(tries.length)) throw new Error('the store is away');
    });

    queue.schedule(TICK, start);
    await advance(seconds(60));
    queue.schedule(TICK, clock.now());
    queue.schedule(TICK, clock.now());
    await advance(seconds(0));
    queue.schedule(TICK, clock.now());
    await advance(seconds(1));
    await queue.close();

    expect(tries).toEqual([0, 1_000, 3_000, 7_000, 60_000, 60_000, 61_000]);
  });

  it('gives a process no job while that may take none, and what came meanwhile afterwards', async () => {
    const { queue, shared, clock, advance } = await queueOnSimulatedTime(redis.url);
    const ran: Job[] = [];
    shared.allow(false);
    queue.start(async (job) => void ran.push(job));

    queue.schedule(TICK, clock.now());
    await shared.mend();
    const meanwhile = [...ran];
    shared.allow(true);
    await advance(seconds(0));
    await queue.close();

    expect([meanwhile, ran]).toEqual([[], [TICK]]);
  });

  it('runs at once what becomes urgent while it waits after a failure', async () => {
    const { queue, clock, advance } = await queueOnSimulatedTime(redis.url);
    const start = clock.now();
    const tries: number[] = [];
    queue.start(async () => {
      tries.push(clock.now() - start);
      throw new Error('the store is away');
    });

    queue.schedule(TICK, start);
    await advance(duration(500));
    queue.schedule(TICK, clock.now());
    await advance(seconds(0));
    await queue.close();

    expect(tries).toEqual([0, 500]);
  });

  it('tells how late a job was begun, and how many wait', async () => {
    const link = await linkTo(redis.url, randomPrefix());
    const clock = simulatedClock();
    const lags: [Duration, Job][] = [];
    const queue = await bullQueue({
      redis: link,
      clock,
      log: silent,
      onLag: (lag, job) => lags.push([lag, job]),
    });
    onTestFinished(async () => {
      await queue.close();
      await link.close();
    });
    queue.schedule(TICK, clock.now());
    queue.schedule({ kind: 'deliver', channel: 'a:b' }, clock.now());
    queue.schedule({ kind: 'report' }, plus(clock.now(), days(7)));
    const depth = await queue.depth();
    clock.advance(seconds(3));
    queue.start(async () => {});
    await until(() => lags.length === 2);

    expect(depth).toEqual({ waiting: 2, delayed: 1, active: 0, failed: 0 });
    expect(lags).toContainEqual([3_000, TICK]);
    expect(lags).toContainEqual([3_000, { kind: 'deliver', channel: 'a:b' }]);
  });
});
