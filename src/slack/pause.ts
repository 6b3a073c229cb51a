import { setTimeout as wait } from 'node:timers/promises';

/** Resolves after so many milliseconds, or as soon as the signal ends it. Never rejects. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

/** The machine's own time. */
export const systemPause: Pause = async (ms, signal) => {
  // Rejects only when the signal ends it, which is what was asked for.
  await wait(ms, undefined, signal && { signal }).catch(() => {});
};

const DELAYS = [0, 500, 1_000, 2_000, 5_000, 10_000, 15_000];

/** How long to wait after how many failures in a row, in ms. */
export function pauseAfter(failures: number): number {
  return DELAYS[Math.min(failures, DELAYS.length - 1)] ?? 0;
}
