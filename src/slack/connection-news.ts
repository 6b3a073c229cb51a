import type { Log } from '../log.ts';

/** What operators hear of connections to Slack, of which one is enough: each thing once, however often it is tried. */
export interface ConnectionNews {
  /** One of them stands. */
  up(): void;
  /** One of them is lost, or could not be opened. */
  down(fault: string, failures: number): void;
}

/** What there is to be known of Slack. */
interface Known {
  /** Whether any connection stands. */
  isUp(): boolean;
  /** The name of the workspace; undefined: not known yet. */
  workspace(): string | undefined;
}

/** Says that Slack is reached, and what is wrong while it is not. */
export function connectionNews(log: Log, { isUp, workspace }: Known): ConnectionNews {
  const told = new Set<string>();
  let wasUp = false;
  return {
    up() {
      if (wasUp) return log.debug({}, 'one more connection to Slack');
      wasUp = true;
      told.clear();
      log.info({ workspace: workspace() }, 'connected to Slack');
    },
    down(fault, failures) {
      if (isUp()) return log.debug({ fault }, 'one connection to Slack less');
      wasUp = false;
      if (told.has(fault)) return log.debug({ fault, failures }, 'still no connection to Slack');
      told.add(fault);
      log.warn({ fault }, 'no connection to Slack, trying again');
    },
  };
}
