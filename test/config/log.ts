import type { Log } from '../../src/log.ts';

/** One line of a log. */
export interface Line {
  readonly level: keyof Log;
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A log whose lines can be looked at. */
export function recordedLog() {
  const lines: Line[] = [];
  const at = (level: keyof Log) => (fields: Line['fields'], text: string) =>
    void lines.push({ level, text, fields });
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return { log, lines };
}
