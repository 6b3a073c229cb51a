import type { Duration } from '../domain/time.ts';

/** Work that is done again and again, never twice at a time. */
export interface Pulse {
  /** Does it at once, or once more when it is being done; resolves when that is over. */
  now(): Promise<void>;
  /** Does it no more, and resolves when it is not being done. */
  stop(): Promise<void>;
}

/** Begins with the first `now`; the work must not reject, and is done again so long after it ended. */
export function pulse(work: () => Promise<void>, pause: () => Duration): Pulse {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let following: Promise<void> | null = null;
  let stopped = false;

  function run(): Promise<void> {
    clearTimeout(timer);
    if (stopped) return Promise.resolve();
    running = work().finally(() => {
      running = null;
      if (!stopped) timer = setTimeout(() => void run(), pause());
    });
    return running;
  }

  return {
    now() {
      if (!running) return run();
      following ??= running.then(() => {
        following = null;
        return run();
      });
      return following;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
