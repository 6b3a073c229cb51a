import { expect, it } from 'vitest';
import { seconds } from '../../src/domain/time.ts';
import { Turns } from '../../src/queue/bullmq/turn.ts';
import type { Wanted } from '../../src/queue/bullmq/wanted.ts';
import { keptLog } from '../slack/support/log.ts';
import { simulatedClock } from '../support/clock.ts';
import { at } from '../support/state.ts';

it('a job that fails is logged, and wanted again later each time', async () => {
  const log = keptLog();
  const clock = simulatedClock(at(0));
  // It keeps nothing: what is due is run, and wanted again when its end says so.
  const wanted = {
    begin: async () => ({ kind: 'run', at: at(0) }),
    end: async (_id: string, again: unknown) => again,
  } as unknown as Wanted;
  const turns = new Turns({ wanted, clock, log, onLag: () => {} }, () =>
    Promise.reject(new Error('the store is away')),
  );

  const pauses = [await turns.take('tick'), await turns.take('tick')];

  expect(pauses).toEqual([seconds(1), seconds(2)]);
  expect(log.lines).toMatchObject([
    { level: 'error', text: 'job failed', fields: { job: 'tick', failures: 1 } },
    { level: 'error', text: 'job failed', fields: { job: 'tick', failures: 2 } },
  ]);
});
