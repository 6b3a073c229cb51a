import type { Log } from '../log.ts';
import type { Asker } from './asker.ts';
import { sentenceAnswer } from './sentence.ts';
import { slackTrouble } from './slack-trouble.ts';

/** Runs what people in Slack set off. */
export interface Handling {
  /** Runs it to its end and never rejects: what fails is logged, and told to the person who asked. */
  run(what: string, asker: Asker | null, work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

/** Keeps account of what runs, so that stopping can wait for it. */
export function handlingWith(log: Log): Handling {
  const running = new Set<Promise<void>>();
  return {
    run(what, asker, work) {
      const done = answered(what, asker, work, log).finally(() => running.delete(done));
      running.add(done);
      return done;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

const FAULT =
  'This could not be done now, and it is in the log. Try again in a minute; what you see on the card is what counts.';

async function answered(
  what: string,
  asker: Asker | null,
  work: () => Promise<void>,
  log: Log,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    report(error, { what, user: asker?.userId }, log);
    await asker?.tell(sentenceAnswer(FAULT)).catch((unheard: unknown) => {
      log.warn({ error: unheard, what }, 'nor could it be told to the person');
    });
  }
}

/** That Slack takes nothing now is no fault of ours, and its stack tells nobody anything. */
function report(
  error: unknown,
  about: { readonly what: string; readonly user: string | undefined },
  log: Log,
): void {
  const code = slackTrouble(error);
  if (code === null) log.error({ error, ...about }, 'a request from Slack failed');
  else log.warn({ code, ...about }, 'Slack did not take what a person asked for');
}
