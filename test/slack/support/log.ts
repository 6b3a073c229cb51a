import type { Log } from '../../../src/log.ts';

/** A line of a log. */
export interface Line {
  readonly level: keyof Log;
  readonly text: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A log that keeps its lines. */
export function keptLog(): Log & { readonly lines: readonly Line[] } {
  const lines: Line[] = [];
  const at = (level: keyof Log) => (fields: Line['fields'], text: string) => {
    lines.push({ level, text, fields });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
