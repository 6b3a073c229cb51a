import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { type Duration, instant, plus, seconds } from '../../src/domain/time.ts';
import type { Job, Queue } from '../../src/queue/queue.ts';

/** A queue on a clock that the test moves. */
export interface QueueUnderTest {
  readonly queue: Queue;
  readonly clock: Clock;
  /** Lets that much time pass, running what is due on the way, and resolves once nothing more happens by itself. */
  advance(by: Duration): Promise<void>;
}

const TICK: Job = { kind: 'tick' };
const ALERTS: Job = { kind: 'deliver', channel: '#alerts' };

/** What every queue promises. */
export function queueContract(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`${name} keeps the queue contract`, () => {
    it('runs a job when it is due, not before', async () => {
      const { queue, clock, advance } = await open();
      const ran: number[] = [];
      const start = clock.now();
      queue.start(async () => void ran.push(clock.now() - start));

      queue.schedule(TICK, plus(start, seconds(10)));
      await advance(seconds(9));
      const early = [...ran];
      await advance(seconds(1));

      expect(early).toEqual([]);
      expect(ran).toEqual([10_000]);
      await queue.close();
    });

    it('runs at once what was due in the past', async () => {
      const { queue, clock, advance } = await open();
      const ran: Job[] = [];
      queue.start(async (job) => void ran.push(job));

      queue.schedule(TICK, instant(clock.now() - 5_000));
      await advance(seconds(0));

      expect(ran).toEqual([TICK]);
      await queue.close();
    });

    it('keeps the earliest time of a job, and runs it once', async () => {
      const { queue, clock, advance } = await open();
      const ran: Job[] = [];
      queue.start(async (job) => void ran.push(job));

      for (const wait of [20, 10, 30]) queue.schedule(TICK, plus(clock.now(), seconds(wait)));
      await advance(seconds(10));
      const first = ran.length;
      await advance(seconds(60));

      expect([first, ran.length]).toEqual([1, 1]);
      await queue.close();
    });

    it('lets jobs of different identity run side by side, and one identity after itself', async () => {
      const { queue, clock, advance } = await open();
      const running: string[] = [];
      let release = () => {};
      queue.start(async (job) => {
        running.push(job.kind);
        if (job.kind === 'deliver') await new Promise<void>((resolve) => (release = resolve));
      });

      queue.schedule(ALERTS, clock.now());
      await advance(seconds(0));
      queue.schedule(ALERTS, clock.now());
      queue.schedule(TICK, clock.now());
      await advance(seconds(1));
      const meanwhile = [...running];
      release();
      await advance(seconds(1));

      expect(meanwhile).toEqual(['deliver', 'tick']);
      expect(running).toEqual(['deliver', 'tick', 'deliver']);
      release();
      await queue.close();
    });

    it('runs a job that failed once more', async () => {
      const { queue, clock, advance } = await open();
      let tries = 0;
      queue.start(async () => {
        tries += 1;
        if (tries === 1) throw new Error('the store is away');
      });

      queue.schedule(TICK, clock.now());
      await advance(seconds(5));

      expect(tries).toBe(2);
      await queue.close();
    });

    it('starts nothing after it was closed, and waits for what runs', async () => {
      const { queue, clock, advance } = await open();
      let release = () => {};
      let ran = 0;
      queue.start(async () => {
        ran += 1;
        await new Promise<void>((resolve) => (release = resolve));
      });
      queue.schedule(TICK, clock.now());
      await advance(seconds(0));

      let closed = false;
      const closing = queue.close().then(() => {
        closed = true;
      });
      queue.schedule(ALERTS, clock.now());
      await advance(seconds(1));
      const early = closed;
      release();
      await closing;

      expect([early, closed, ran]).toEqual([false, true, 1]);
    });
  });
}
