import type { Database, Statement } from 'better-sqlite3';
import type { Silence } from '../../../domain/silence.ts';
import type { Instant } from '../../../domain/time.ts';

interface Row {
  readonly content: string;
}

/** The table `silence`. */
export class SilenceRows {
  readonly #byId: Statement<[string], Row>;
  readonly #endingAfter: Statement<[number], Row>;
  readonly #all: Statement<[], Row>;
  readonly #save: Statement<[string, number, number, string]>;

  constructor(db: Database) {
    this.#byId = db.prepare('SELECT content FROM silence WHERE id = ?');
    this.#endingAfter = db.prepare('SELECT content FROM silence WHERE ends_at > ?');
    this.#all = db.prepare('SELECT content FROM silence ORDER BY starts_at DESC, id');
    this.#save = db.prepare(`
      INSERT INTO silence VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, content = excluded.content`);
  }

  byId(id: string): Silence | undefined {
    const row = this.#byId.get(id);
    return row && read(row);
  }

  endingAfter(now: Instant): readonly Silence[] {
    return this.#endingAfter.all(now).map(read);
  }

  /** The newest start first. */
  all(): readonly Silence[] {
    return this.#all.all().map(read);
  }

  save(silence: Silence): void {
    this.#save.run(silence.id, silence.startsAt, silence.endsAt, JSON.stringify(silence));
  }
}

function read(row: Row): Silence {
  // The guarantee: `save` wrote it from a silence.
  return JSON.parse(row.content);
}
