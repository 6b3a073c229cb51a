import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../log.ts';

/** Bolt's log in ours. Its debug lines carry whole requests with what alerts said, so they are dropped. */
export function libraryLog(log: Log): Logger {
  return {
    debug: () => {},
    info: (...words) => log.debug({ detail: detailOf(words) }, 'slack library'),
    // Its errors are failed calls, which whoever called reports with what they mean.
    warn: (...words) => log.debug({ detail: detailOf(words) }, 'slack library warns'),
    error: (...words) => log.warn({ detail: detailOf(words) }, 'slack library failed'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function detailOf(words: readonly unknown[]): string {
  return words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
}
