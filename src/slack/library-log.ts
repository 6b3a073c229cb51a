import { type Logger, LogLevel } from '@slack/web-api';
import type { Log } from '../log.ts';

/** What it says of its socket, whose end is told once and in our words. */
const REPORTED = /^(?:WebSocket error|Failed to retrieve a new WSS URL|apps\.connections\.open )/;

/** Bolt's log in ours. Its debug lines carry whole requests with what alerts said, so they are dropped. */
export function libraryLog(log: Log): Logger {
  return {
    debug: () => {},
    info: (...words) => log.debug({ detail: detailOf(words) }, 'slack library'),
    // These are of failed calls, which whoever called reports with what they mean.
    warn: (...words) => log.debug({ detail: detailOf(words) }, 'slack library warns'),
    error: (...words) => {
      const detail = detailOf(words);
      if (REPORTED.test(detail)) log.debug({ detail }, 'slack library failed');
      else log.warn({ detail }, 'slack library failed');
    },
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function detailOf(words: readonly unknown[]): string {
  return words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
}
