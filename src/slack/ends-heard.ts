import type { Logger } from '@slack/web-api';

/** Why connections end that the library ends by itself. */
export interface EndsHeard {
  /** The logger that the library is to have. */
  readonly logger: Logger;
  /** Why the last one ended, as a sentence; asked once for each. */
  why(): string;
}

/** What it warns of when it hangs up, since no answer came; it gives its listeners no reason. */
const UNANSWERED = /^A p[io]ng wasn't received from the server before the timeout of (\d+)ms/;

/** Hears in the library's log why it hangs up: a Slack that is frozen closes nothing. */
export function endsHeard(logger: Logger): EndsHeard {
  let silence: string | undefined;
  return {
    logger: {
      ...logger,
      warn(...words) {
        silence = UNANSWERED.exec(String(words[0]))?.[1] ?? silence;
        logger.warn(...words);
      },
    },
    why() {
      const fault = silence === undefined ? CLOSED_FAULT : silenceFault(Number(silence) / 1_000);
      silence = undefined;
      return fault;
    },
  };
}

const CLOSED_FAULT = 'Slack closed the connection.';

function silenceFault(span: number): string {
  return `Slack did not answer for ${span} s, so that the connection was given up.`;
}
