import { expect, it, onTestFinished, vi } from 'vitest';
import type { Job } from '../../src/queue/queue.ts';
import { queuesOf } from '../../src/wiring/own-queue.ts';
import { keptLog } from '../slack/support/log.ts';
import { simulatedClock } from '../support/clock.ts';
import { manualQueue } from '../support/queue.ts';

it.each([
  ['through the queue that all its jobs go through, where it is alone', false],
  ['past the queue that it shares with others', true],
])('a process wakes itself %s', async (_, isShared) => {
  const clock = simulatedClock();
  const queue = manualQueue(clock);
  const queues = queuesOf({ queue, isShared, clock, log: keptLog() });
  onTestFinished(() => queues.close());
  const run = vi.fn<(job: Job) => Promise<void>>(async () => {});
  queues.start(run);

  queues.own.schedule({ kind: 'homes' }, clock.now());

  expect(queue.nextAt() === null).toBe(isShared);
  await queue.settle();
  await vi.waitFor(() => expect(run).toHaveBeenCalledExactlyOnceWith({ kind: 'homes' }));
  queue.schedule({ kind: 'tick' }, clock.now());
  await queue.settle();
  expect(run).toHaveBeenLastCalledWith({ kind: 'tick' });
});
