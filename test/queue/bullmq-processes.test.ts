import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { duration, plus } from '../../src/domain/time.ts';
import { type Job, jobId } from '../../src/queue/queue.ts';
import { startProgram } from '../programs/support/program.ts';
import { describeWith } from '../support/servers/needed.ts';
import { randomPrefix, redisForTests, type SharedRedis } from '../support/servers/redis.ts';
import { DYING_PROCESS } from './support/dying-process.ts';
import { realQueue } from './support/real-queue.ts';
import { until } from './support/shared-queue.ts';

const CHANNELS = ['#alerts', '#payments', '#search'];

describeWith('the queue of several processes', redisForTests(), (open) => {
  let redis: SharedRedis;
  beforeAll(async () => {
    redis = await open();
  });
  afterAll(() => redis.close());

  it('runs one of an identity at a time, and once more after each time that it was asked for', async () => {
    const prefix = randomPrefix();
    const queues = await Promise.all([1, 2, 3].map(() => realQueue(redis.url, prefix)));
    const running = new Map<string, number>();
    const together: number[] = [];
    /** How often it was asked for when its last run began. */
    const seen = new Map<string, number>();
    const asked = new Map<string, number>();
    const run = async (job: Job) => {
      const id = jobId(job);
      running.set(id, (running.get(id) ?? 0) + 1);
      together.push(running.get(id) ?? 0);
      seen.set(id, asked.get(id) ?? 0);
      await new Promise((done) => setImmediate(done));
      running.set(id, (running.get(id) ?? 0) - 1);
    };
    for (const queue of queues) queue.start(run);

    for (let round = 0; round < 300; round += 1) {
      const channel = CHANNELS[round % CHANNELS.length] ?? '';
      const job: Job = { kind: 'deliver', channel };
      asked.set(jobId(job), (asked.get(jobId(job)) ?? 0) + 1);
      const wait = duration((round * 7) % 40);
      queues[round % queues.length]?.schedule(job, plus(systemClock.now(), wait));
      if (round % 4 === 0) await new Promise((done) => setImmediate(done));
    }
    await until(() => [...asked].every(([id, times]) => seen.get(id) === times));

    expect(Math.max(...together)).toBe(1);
  });

  it('lets deliveries to different channels run side by side in one process', async () => {
    const queue = await realQueue(redis.url, randomPrefix());
    const begun = new Set<string>();
    let release = () => {};
    const all = new Promise<void>((done) => (release = done));
    queue.start((job) => {
      begun.add(jobId(job));
      return all;
    });
    for (const channel of CHANNELS) queue.schedule({ kind: 'deliver', channel }, systemClock.now());

    await until(() => begun.size === CHANNELS.length);
    const { active } = await queue.depth();
    release();

    expect(active).toBe(3);
  });

  it('runs a job again in another process when the one that ran it was killed', async () => {
    const prefix = randomPrefix();
    const dying = await startProgram(process.execPath, {
      args: ['--import', 'tsx', DYING_PROCESS, redis.url, prefix],
      ready: /has begun/,
    });
    dying.signal('SIGKILL');
    await dying.stop();
    const queue = await realQueue(redis.url, prefix);
    const ran: Job[] = [];
    queue.start(async (job) => void ran.push(job));

    await until(() => ran.length > 0);
    await until(async () => (await queue.depth()).active === 0);

    expect(ran).toEqual([{ kind: 'upkeep' }]);
  });
});
