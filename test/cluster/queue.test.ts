import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { clusterQueue } from '../../src/cluster/queue.ts';
import type { SharedQueue } from '../../src/cluster/shared-queue.ts';
import { type Instant, plus, seconds } from '../../src/domain/time.ts';
import { embeddedQueue } from '../../src/queue/embedded.ts';
import { type Job, jobId } from '../../src/queue/queue.ts';
import { keptLog } from '../slack/support/log.ts';
import { DIRECT, SHARED, setCluster } from './support/standing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const TICK: Job = { kind: 'tick' };

/** A shared queue that gives out what the test wants, and remembers what it was asked for. */
function givenQueue() {
  const asked: string[] = [];
  const allowed: boolean[] = [];
  let run: (job: Job) => Promise<void> = async () => {};
  const queue: SharedQueue = {
    schedule: (job) => void asked.push(jobId(job)),
    start: (runner) => {
      run = runner;
    },
    state: () => 'well',
    onState: () => () => {},
    allow: (may) => void allowed.push(may),
    close: async () => {},
  };
  return { queue, asked, allowed, give: (job: Job) => run(job) };
}

function world({ isWorker = true, hasRedis = true } = {}) {
  const cluster = setCluster();
  const shared = givenQueue();
  const log = keptLog();
  const store = { next: null as Instant | null, pending: [] as string[], isAway: false };
  const asks = <T>(answer: () => T) =>
    store.isAway ? Promise.reject(new Error('The store is away.')) : Promise.resolve(answer());
  const ran: string[] = [];
  const queue = clusterQueue({
    cluster,
    shared: hasRedis ? shared.queue : null,
    openDirect: () => embeddedQueue(systemClock, log),
    isWorker,
    store: {
      nextDueAt: () => asks(() => store.next),
      pendingChannels: () => asks(() => store.pending),
    },
    clock: systemClock,
    log,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  queue.start(async (job) => void ran.push(jobId(job)));
  const pass = async (s: number) => void (await vi.advanceTimersByTimeAsync(seconds(s)));
  return { cluster, shared, log, store, queue, ran, pass };
}

describe('with the shared queue', () => {
  it('jobs are handed to it, and run as it gives them out', async () => {
    const { cluster, shared, queue, ran } = world();
    cluster.stand(SHARED);

    queue.schedule(TICK, systemClock.now());
    await shared.give(TICK);

    expect(shared.asked).toEqual(['tick']);
    expect(ran).toEqual(['tick']);
  });

  it('a process that has it again waits until it may run them', async () => {
    const { cluster, shared, ran, pass } = world();

    const job = shared.give(TICK);
    await pass(3);
    const early = [...ran];
    cluster.stand(SHARED);
    await pass(1);
    await job;

    expect(early).toEqual([]);
    expect(ran).toEqual(['tick']);
  });

  it('a process that may not for long gives the job back for another', async () => {
    const { shared, ran, pass } = world();

    const job = shared.give(TICK);
    await pass(10);
    await job;

    expect(ran).toEqual([]);
    expect(shared.asked).toEqual(['tick']);
  });

  it('a process takes jobs from it only while it may run them', () => {
    const { cluster, shared } = world();

    cluster.stand(SHARED);
    cluster.stand(DIRECT);

    expect(shared.allowed).toEqual([false, true, false]);
  });

  it('the leader asks every few seconds for what the store shows to be needed', async () => {
    const { cluster, shared, store, pass } = world();
    store.next = plus(systemClock.now(), seconds(60));
    store.pending = ['#alerts'];
    cluster.stand({ ...SHARED, leads: true, token: 1 });

    await pass(6);

    const first = ['tick', 'deliver:#alerts', 'upkeep', 'report', 'sources'];
    expect(shared.asked.slice(0, 5)).toEqual(first);
    expect(shared.asked.slice(5, 7)).toEqual(['tick', 'deliver:#alerts']);
  });

  it('nobody else does', async () => {
    const { cluster, shared, store, pass } = world();
    store.pending = ['#alerts'];
    cluster.stand(SHARED);

    await pass(30);

    expect(shared.asked).toEqual([]);
  });
});

describe('while nobody has the shared queue', () => {
  it('the leader runs what is needed by itself, on time', async () => {
    const { cluster, store, ran, pass } = world();
    store.next = plus(systemClock.now(), seconds(10));
    store.pending = ['#alerts'];

    cluster.stand(DIRECT);
    await pass(1);
    const first = [...ran];
    store.pending = [];
    await pass(9);

    expect(first).toEqual(expect.arrayContaining(['deliver:#alerts', 'upkeep', 'report']));
    expect(ran).toContain('tick');
    expect(ran.indexOf('tick')).toBeGreaterThan(2);
  });

  it('what others are asked for is found within a second', async () => {
    const { cluster, store, ran, pass } = world({ hasRedis: false });
    cluster.stand(DIRECT);
    await pass(5);
    ran.length = 0;

    store.pending = ['#from-another-process'];
    await pass(1.1);

    expect(ran).toContain('deliver:#from-another-process');
  });

  it('nobody else runs any', async () => {
    const { store, queue, ran, pass } = world();
    store.pending = ['#alerts'];

    queue.schedule(TICK, systemClock.now());
    await pass(30);

    expect(ran).toEqual([]);
  });

  it('the leader ends it as soon as anybody has it again', async () => {
    const { cluster, store, ran, pass } = world();
    store.pending = ['#alerts'];
    cluster.stand(DIRECT);
    await pass(2);

    cluster.stand({ ...SHARED, mode: 'idle' });
    ran.length = 0;
    await pass(30);

    expect(ran).toEqual([]);
  });

  it('a lease that ends between two words ends it too', async () => {
    const { cluster, queue, ran, pass } = world();
    cluster.stand(DIRECT);
    await pass(1);
    ran.length = 0;

    queue.schedule(TICK, plus(systemClock.now(), seconds(0.5)));
    Object.assign(cluster.standing(), { mode: 'idle' });
    await pass(0.9);

    expect(ran).toEqual([]);
  });

  it('it goes on after the store was away', async () => {
    const { cluster, store, log, ran, pass } = world();
    store.isAway = true;
    cluster.stand(DIRECT);
    await pass(3);
    store.isAway = false;
    store.pending = ['#alerts'];
    await pass(2);

    expect(ran).toContain('deliver:#alerts');
    expect(new Set(log.lines.map(({ level, text }) => `${level}: ${text}`))).toEqual(
      new Set([
        'warn: the shared queue is away for all: this process runs all jobs',
        'warn: the store was not swept for what is due; it is tried again',
      ]),
    );
  });
});

it('a process that runs no jobs hands all to the shared queue', async () => {
  const { cluster, shared, queue, ran, pass } = world({ isWorker: false });
  cluster.stand(SHARED);

  queue.schedule(TICK, systemClock.now());
  await shared.give(TICK);
  await pass(10);

  expect(shared.asked).toEqual(['tick']);
  expect(ran).toEqual([]);
});

it('closing waits for what runs, and begins nothing more', async () => {
  const { cluster, queue, ran, store, pass } = world();
  store.pending = ['#alerts'];
  cluster.stand(DIRECT);
  await pass(1);

  await queue.close();
  ran.length = 0;
  queue.schedule(TICK, systemClock.now());
  await pass(30);

  expect(ran).toEqual([]);
});
