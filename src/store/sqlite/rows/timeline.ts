import type { Database, Statement } from 'better-sqlite3';
import type { TimelineEntry } from '../../../domain/timeline.ts';

interface Row {
  readonly content: string;
}

/** The table `timeline`. */
export class TimelineRows {
  readonly #after: Statement<[string, number, number], Row>;
  readonly #at: Statement<[string, number], Row>;
  readonly #save: Statement<[string, number, string]>;

  constructor(db: Database) {
    this.#after = db.prepare(
      'SELECT content FROM timeline WHERE subject = ? AND seq > ? ORDER BY seq LIMIT ?',
    );
    this.#at = db.prepare('SELECT content FROM timeline WHERE subject = ? AND seq = ?');
    this.#save = db.prepare(`
      INSERT INTO timeline VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET content = excluded.content`);
  }

  after(subject: string, seq: number, limit: number): readonly TimelineEntry[] {
    return this.#after.all(subject, seq, limit).map(read);
  }

  at(subject: string, seq: number): TimelineEntry | undefined {
    const row = this.#at.get(subject, seq);
    return row && read(row);
  }

  save(entry: TimelineEntry): void {
    this.#save.run(entry.incident, entry.seq, JSON.stringify(entry));
  }
}

function read(row: Row): TimelineEntry {
  // The guarantee: `save` wrote it from an entry.
  return JSON.parse(row.content);
}
