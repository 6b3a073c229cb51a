import type { Database, Statement } from 'better-sqlite3';
import type { AlertKey } from '../../../domain/alert.ts';
import { instant } from '../../../domain/time.ts';
import type { Timer, TimerKind } from '../../../domain/timer.ts';
import { decodeText, encodeText } from '../text.ts';

/** What is read of a timer. */
export interface TimerRow {
  readonly kind: TimerKind;
  readonly subject: string;
  readonly at: number;
  readonly after: string | null;
}

/** The table `timer`. */
export class TimerRows {
  readonly #all: Statement<[], TimerRow>;
  readonly #save: Statement<[string, string, number, string | null]>;
  readonly #delete: Statement<[string, string]>;

  constructor(db: Database) {
    this.#all = db.prepare('SELECT kind, subject, at, after FROM timer');
    this.#save = db.prepare(`
      INSERT INTO timer VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET at = excluded.at, after = excluded.after`);
    this.#delete = db.prepare('DELETE FROM timer WHERE kind = ? AND subject = ?');
  }

  all(): readonly Timer[] {
    return this.#all.all().map(readTimer);
  }

  save({ kind, subject, at, after }: Timer): void {
    this.#save.run(kind, subject, at, after === undefined ? null : encodeText(after));
  }

  delete({ kind, subject }: Timer): void {
    this.#delete.run(kind, subject);
  }
}

/** The timer that a row holds. */
export function readTimer({ kind, subject, at, after }: TimerRow): Timer {
  const timer = { kind, subject, at: instant(at) };
  // The guarantee: `save` wrote it from an alert's key.
  return after === null ? timer : { ...timer, after: decodeText(after) as AlertKey };
}
