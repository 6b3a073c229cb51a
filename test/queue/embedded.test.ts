import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { days, plus } from '../../src/domain/time.ts';
import { embeddedQueue } from '../../src/queue/embedded.ts';
import { queueContract } from '../contracts/queue.contract.ts';
import { keptLog } from '../slack/support/log.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

queueContract('the embedded queue', async () => ({
  queue: embeddedQueue(systemClock, silent),
  clock: systemClock,
  advance: async (by) => void (await vi.advanceTimersByTimeAsync(by)),
}));

it('sleeps longer than a single timer can', async () => {
  const queue = embeddedQueue(systemClock, silent);
  const start = systemClock.now();
  const ran: number[] = [];
  queue.start(async () => void ran.push(systemClock.now() - start));

  queue.schedule({ kind: 'tick' }, plus(start, days(60)));
  await vi.advanceTimersByTimeAsync(days(59));
  const early = ran.length;
  await vi.advanceTimersByTimeAsync(days(1));

  expect(early).toBe(0);
  expect(ran).toEqual([days(60)]);
  await queue.close();
});

it('logs a job that failed', async () => {
  const log = keptLog();
  const queue = embeddedQueue(systemClock, log);
  queue.start(() => Promise.reject(new Error('the store is away')));

  queue.schedule({ kind: 'tick' }, systemClock.now());
  await vi.advanceTimersByTimeAsync(1);
  await queue.close();

  expect(log.lines).toMatchObject([
    { level: 'error', text: 'job failed', fields: { job: 'tick' } },
  ]);
});
