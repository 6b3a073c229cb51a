import type { Clock } from '../../clock.ts';
import { type Duration, duration } from '../../domain/time.ts';
import { atOnce, countOf, type Example, type Post, type Step } from '../../try/example.ts';
import { inOrder, type SendDeps } from '../../try/in-order.ts';
import type { Console } from '../command.ts';
import { post } from './post.ts';
import { takenFrom } from './taken.ts';
import type { Target } from './target.ts';
import { exampleText } from './text.ts';

/** What sending an example needs. */
export interface PlayDeps extends Pick<SendDeps, 'after'> {
  readonly target: Target;
  readonly clock: Pick<Clock, 'now'>;
  readonly console: Console;
  /** Whether a line may be written over. */
  readonly isTerminal: boolean;
}

/** The last body with alerts that the bot took. */
export type LastAlerts = Extract<Post, { kind: 'alerts' }>;

/** Sends an example or its ends, each part when its time has come; throws `BotFault` where the bot does not take one. */
export async function play(
  example: Example,
  isEnd: boolean,
  deps: PlayDeps,
): Promise<LastAlerts | null> {
  const { target, clock, console } = deps;
  const steps = stepsOf(example, isEnd, clock);
  const total = countOf(steps);
  let [sent, last]: [number, LastAlerts | null] = [0, null];
  console.out(exampleText(example, target.url, { isEnd, total, takes: lengthOf(steps) }));
  const send = async (what: Post) => {
    takenFrom(await post(what, target, clock.now()), target);
    if (what.kind === 'alerts') last = what;
    return null;
  };
  const { ended } = inOrder({ now: clock.now, after: deps.after, send }, steps, ({ count }) => {
    sent += count;
    if (deps.isTerminal && total > 1) console.out(`\r${sent} of ${total}`);
  });
  try {
    await ended;
  } finally {
    if (deps.isTerminal && total > 1) console.out('\n');
  }
  return last;
}

function stepsOf(example: Example, isEnd: boolean, { now }: PlayDeps['clock']): readonly Step[] {
  const steps = example.steps(now());
  return isEnd ? example.ends(steps.length, now()).map(atOnce) : steps;
}

function lengthOf(steps: readonly Step[]): Duration {
  return steps.at(-1)?.after ?? duration(0);
}
