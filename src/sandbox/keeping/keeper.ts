import type { Slack } from '../slack.ts';
import type { Memory } from './kept.ts';
import { snapshotOf } from './snapshot.ts';

/** Changes close together are kept as one. */
const SOON_MS = 1_000;

/** Keeps a workspace while it runs. */
export interface Keeper {
  /** Keeps it as it is now, and soon after each change from here on; false: it cannot be kept. */
  begin(): boolean;
  /** Keeps it for the last time. */
  end(): void;
}

/** A keeper that has nothing to do where nothing is to be kept. */
export function createKeeper(slack: Slack, signingSecret: string): Keeper {
  const { memory } = slack.settings;
  let last = '';
  let stop = () => {};
  let isWaiting = false;
  return { begin, end };

  function begin(): boolean {
    if (memory === null) return true;
    stop = slack.workspace.bell.listen(() => {
      if (!isWaiting) slack.timers.after(SOON_MS, () => save(memory));
      isWaiting = true;
    });
    return save(memory);
  }

  function end(): void {
    stop();
    if (memory !== null && last !== '') save(memory);
  }

  function save({ save: keep }: Memory): boolean {
    isWaiting = false;
    const kept = snapshotOf(slack, signingSecret);
    const text = JSON.stringify(kept);
    if (text === last) return true;
    const isKept = keep(kept);
    if (isKept) last = text;
    return isKept;
  }
}
