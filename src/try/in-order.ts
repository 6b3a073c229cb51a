import { between, type Duration, type Instant, plus } from '../domain/time.ts';
import type { Post, Step } from './example.ts';

/** What sending needs of the world. */
export interface SendDeps {
  readonly now: () => Instant;
  /** Does something later; answers what calls it off. */
  readonly after: (wait: Duration, action: () => void) => () => void;
  /** Tells the bot; answers null, or why it was not taken, as a sentence for people. */
  readonly send: (post: Post) => Promise<string | null>;
}

/** Steps that are being sent. */
export interface Sending {
  /** Resolves when all were taken (null), one was refused (the sentence), or they were stopped. */
  readonly ended: Promise<null | string | typeof STOPPED>;
  /** Sends nothing more; what is on its way is waited for. */
  stop(): void;
}

/** Somebody stopped it. */
export const STOPPED = Symbol('stopped');

/** Sends one step after the other, each when its time has come, until one is not taken. */
export function inOrder(
  deps: SendDeps,
  steps: readonly Step[],
  taken: (step: Step) => void,
): Sending {
  const begin = deps.now();
  let isStopped = false;
  let wake = () => {};
  return { ended: send(), stop };

  async function send(): ReturnType<() => Sending['ended']> {
    for (const step of steps) {
      await until(plus(begin, step.after));
      if (isStopped) return STOPPED;
      const fault = await deps.send(step.make(deps.now()));
      if (fault !== null) return fault;
      taken(step);
    }
    return null;
  }

  function until(time: Instant): Promise<void> | undefined {
    const wait = between(deps.now(), time);
    if (wait <= 0 || isStopped) return undefined;
    return new Promise((resolve) => {
      const callOff = deps.after(wait, resolve);
      wake = () => {
        callOff();
        resolve();
      };
    });
  }

  function stop(): void {
    isStopped = true;
    wake();
  }
}
