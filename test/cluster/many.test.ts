import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { manyCluster } from '../../src/cluster/many.ts';
import { seconds } from '../../src/domain/time.ts';
import { aloneCoordination } from '../../src/store/alone.ts';
import type { QueueState } from '../../src/store/store.ts';
import { keptLog } from '../slack/support/log.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = async (s: number) => void (await vi.advanceTimersByTimeAsync(seconds(s)));

/** What processes share, with the values that are kept for ever. */
function coordination() {
  const kept = new Map<string, string>();
  const once = async (name: string, make: () => string) => {
    const value = kept.get(name) ?? make();
    kept.set(name, value);
    return value;
  };
  return { ...aloneCoordination(), once };
}

/** One process of those over this store. */
function process(store: ReturnType<typeof coordination>, id: string, config = 'c1') {
  const log = keptLog();
  const listeners = { queue: new Set<() => void>(), config: new Set<() => void>() };
  const hears = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener);
    return () => void set.delete(listener);
  };
  const state = { queue: 'well' as QueueState, config, at: systemClock.now(), readAgain: 0 };
  const cluster = manyCluster({
    self: {
      id,
      host: `host-${id}`,
      version: '1',
      roles: ['http', 'worker', 'slack'],
      startedAt: systemClock.now(),
    },
    store,
    clock: systemClock,
    log,
    queue: () => state.queue,
    config: () => ({ version: state.config, at: state.at }),
    onQueue: hears(listeners.queue),
    onConfig: hears(listeners.config),
    readConfigAgain: () => {
      state.readAgain += 1;
    },
    hasSockets: true,
    keeps: ['sandbox'],
  });
  onTestFinished(() => cluster.stop());
  return {
    cluster,
    log,
    state,
    redis(queue: QueueState) {
      state.queue = queue;
      for (const listener of listeners.queue) listener();
    },
    configure(config: string) {
      Object.assign(state, { config, at: systemClock.now() });
      for (const listener of listeners.config) listener();
    },
  };
}

it('a process leads, runs jobs and talks with Slack from its first word on', async () => {
  const { cluster } = process(coordination(), 'a');

  await cluster.start();

  expect(cluster.standing()).toMatchObject({
    leads: true,
    token: 1,
    mode: 'shared',
    ledger: 'shared',
    sockets: 2,
    outdated: null,
  });
  expect(cluster.standing().members.map(({ id }) => id)).toEqual(['a']);
});

it('it hears at once that Redis went, and runs all jobs itself', async () => {
  const { cluster, redis } = process(coordination(), 'a');
  await cluster.start();
  const heard: string[] = [];
  cluster.onChange(() => heard.push(cluster.standing().mode));

  redis('away');
  await pass(0.1);

  expect(heard.at(-1)).toBe('direct');
  expect(cluster.standing().directSince).not.toBeNull();
});

it('it goes on where it was when the store is back, and says once that it was away', async () => {
  const store = coordination();
  let isAway = false;
  const greet: typeof store.greet = (member) =>
    isAway ? Promise.reject(new Error('away')) : store.greet(member);
  const { cluster, log } = process({ ...store, greet }, 'a');
  await cluster.start();

  isAway = true;
  await pass(30);
  const meanwhile = cluster.standing();
  isAway = false;
  await pass(4);

  expect(meanwhile).toMatchObject({ leads: false, mode: 'idle', sockets: 0 });
  expect(cluster.standing()).toMatchObject({ leads: true, mode: 'shared', sockets: 2 });
  expect(log.lines.filter(({ level }) => level === 'warn')).toMatchObject([
    { text: 'no word with the other processes: the store does not answer' },
  ]);
});

it('one that cannot take its leave says so, and ends', async () => {
  const { cluster, log } = process(
    { ...coordination(), leave: () => Promise.reject(new Error('away')) },
    'a',
  );
  await cluster.start();

  await cluster.stop();

  expect(log.lines).toContainEqual(
    expect.objectContaining({
      level: 'warn',
      text: 'left without a word: the other processes notice it later',
    }),
  );
});

it('one with an older configuration says so once, reads its file again, and is well when it has it', async () => {
  const store = coordination();
  const [a, b] = [process(store, 'a'), process(store, 'b')];
  await a.cluster.start();
  await b.cluster.start();
  await pass(3);

  b.configure('c2');
  await pass(10);
  const outdated = a.cluster.standing().outdated;
  const warnings = a.log.lines.filter(({ level }) => level === 'warn');
  const readAgain = a.state.readAgain;
  a.configure('c2');
  await pass(4);

  expect(outdated).toMatch(/^host-b works with a newer configuration, first read at 20.*Z\. /);
  expect(warnings).toMatchObject([
    {
      text: 'another process works with a newer configuration: give this one the same file',
      fields: { newest: 'c2', own: 'c1', host: 'host-b' },
    },
  ]);
  expect(readAgain).toBe(1);
  expect([a, b].map(({ cluster }) => cluster.standing().outdated)).toEqual([null, null]);
});

it('one that starts later with an older file is the one that is told', async () => {
  const store = coordination();
  const first = process(store, 'a', 'old');
  await first.cluster.start();
  await pass(3);
  first.configure('new');
  await pass(3);

  const late = process(store, 'b', 'old');
  await late.cluster.start();
  await pass(6);

  expect(first.cluster.standing().outdated).toBeNull();
  expect(late.cluster.standing().outdated).toMatch(/^host-a works with a newer configuration/);
});

it('one that stops hands over its rights and is forgotten', async () => {
  const store = coordination();
  const [a, b] = [process(store, 'a'), process(store, 'b')];
  await a.cluster.start();
  await b.cluster.start();

  await a.cluster.stop();
  await pass(3);

  expect(b.cluster.standing()).toMatchObject({ leads: true, token: 2, sockets: 2 });
  expect(b.cluster.standing().members.map(({ id }) => id)).toEqual(['b']);
  const now = systemClock.now();
  expect((await store.claim('sandbox', 'c', now, now)).holder).not.toBe('a');
});
