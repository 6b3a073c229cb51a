import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Log } from '../../src/log.ts';
import type { BullQueue } from '../../src/queue/bullmq.ts';
import type { Job } from '../../src/queue/queue.ts';
import { describeWith } from '../support/servers/needed.ts';
import { installedRedis, type PrivateRedis, startRedis } from '../support/servers/redis.ts';
import { tcpProxy } from '../support/servers/tcp-proxy.ts';
import { realQueue } from './support/real-queue.ts';
import { until } from './support/shared-queue.ts';

const TICK: Job = { kind: 'tick' };

/** A log that keeps what people would read. */
function keptLog() {
  const lines: string[] = [];
  const keep = (_: unknown, text: string) => void lines.push(text);
  const log: Log = { debug() {}, info: keep, warn: keep, error: keep };
  return { log, lines };
}

/** Begins to run jobs; answers how many ran. */
function countRuns(queue: BullQueue): () => number {
  let runs = 0;
  queue.start(async () => {
    runs += 1;
  });
  return () => runs;
}

describeWith('the queue while Redis is in trouble', installedRedis(), (file) => {
  const privateRedis = async () => {
    const redis = await startRedis({ file });
    onTestFinished(() => redis.stop());
    return redis;
  };

  it.each<[string, (redis: PrivateRedis) => unknown, (redis: PrivateRedis) => unknown]>([
    ['is killed and comes back empty', (redis) => redis.kill(), (redis) => redis.restart()],
    ['hangs', (redis) => redis.pause(), (redis) => redis.resume()],
    [
      'takes no writes',
      (redis) => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '1'),
      (redis) => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '0'),
    ],
    [
      'is a replica of a master that is gone',
      (redis) => redis.command('REPLICAOF', '127.0.0.1', '1'),
      (redis) => redis.command('REPLICAOF', 'NO', 'ONE'),
    ],
  ])('says so when Redis %s, and goes on by itself afterwards', async (_, harm, mend) => {
    const redis = await privateRedis();
    const { log, lines } = keptLog();
    const queue = await realQueue(redis.url, '{quell}', log);
    const ran = countRuns(queue);
    queue.schedule(TICK, systemClock.now());
    await until(() => ran() === 1);

    await harm(redis);
    await until(() => queue.state() === 'away');
    queue.schedule(TICK, systemClock.now());
    await mend(redis);
    await until(() => queue.state() === 'well');
    queue.schedule(TICK, systemClock.now());
    await until(() => ran() === 2);

    expect(lines).toEqual(['Redis answers', 'Redis is away', 'Redis answers']);
  });

  it('goes on after a cut cable, whose connections stay open for ever', async () => {
    const redis = await privateRedis();
    const proxy = await tcpProxy(redis.port);
    onTestFinished(() => proxy.close());
    const queue = await realQueue(`redis://127.0.0.1:${proxy.port}`, '{quell}');
    const ran = countRuns(queue);
    queue.schedule(TICK, systemClock.now());
    await until(() => ran() === 1);

    proxy.silence();
    await until(() => queue.state() === 'away');
    proxy.restore();
    await until(() => queue.state() === 'well');
    queue.schedule(TICK, systemClock.now());
    await until(() => ran() === 2);
  });

  it('says so when Redis lost what it was told, so that it can be found in the store', async () => {
    const redis = await privateRedis();
    const queue = await realQueue(redis.url, '{quell}');
    const heard: string[] = [];
    queue.onState((state) => heard.push(state));

    await redis.command('FLUSHALL');
    await until(() => heard.length === 2);

    expect(heard).toEqual(['away', 'well']);
  });

  it('runs what is scheduled after Redis was flushed', async () => {
    const redis = await privateRedis();
    const queue = await realQueue(redis.url, '{quell}');
    const ran = countRuns(queue);
    const scheduleAgain = () => {
      queue.schedule(TICK, systemClock.now());
      return ran();
    };
    for (let round = 1; round <= 3; round += 1) {
      await redis.command('FLUSHALL');
      await redis.command('SCRIPT', 'FLUSH');
      const before = ran();
      await until(() => scheduleAgain() > before);
    }
  });

  it('keeps what waits over the death of a Redis that writes it down', async () => {
    const redis = await startRedis({ file, isDurable: true });
    onTestFinished(() => redis.stop());
    const queue = await realQueue(redis.url, '{quell}');
    queue.schedule(TICK, systemClock.now());
    await queue.depth();
    await redis.restart();

    const ran = countRuns(queue);
    await until(() => ran() === 1);
  });

  it('begins though Redis is away, and works once it is there', async () => {
    const redis = await privateRedis();
    await redis.kill();
    const queue = await realQueue(redis.url, '{quell}');
    const ran = countRuns(queue);
    const first = queue.state();
    await redis.restart();
    await until(() => queue.state() === 'well');
    queue.schedule(TICK, systemClock.now());
    await until(() => ran() === 1);

    expect(first).toBe('away');
  });

  it('ends though Redis hangs', async () => {
    const redis = await privateRedis();
    const queue = await realQueue(redis.url, '{quell}');
    const ran = countRuns(queue);
    queue.schedule(TICK, systemClock.now());
    await until(() => ran() === 1);

    redis.pause();
    await queue.close();
    await expect(queue.depth()).rejects.toThrow();
  });
});
