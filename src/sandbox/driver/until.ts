import type { Bell } from '../signals.ts';

/** Waits until something holds, looking again whenever the workspace changes. */
export type Until = <Result>(
  condition: () => Result | undefined | null | false,
  what?: string,
) => Promise<Result>;

/** A wait that gives up after so many milliseconds, and then says what it waited for. */
export function createUntil(bell: Bell, within: number): Until {
  return async (condition, what = 'the condition') => {
    const first = condition();
    if (first) return first;
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          const found = condition();
          if (found) end(() => resolve(found));
        } catch (error) {
          end(() => reject(error));
        }
      };
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        stop();
        finish();
      };
      const late = new Error(`Waited ${within / 1000} s in vain for ${what}.`);
      const timer = setTimeout(() => end(() => reject(late)), within);
      const stop = bell.listen(look);
    });
  };
}
