import type { Database, Statement } from 'better-sqlite3';
import type { Delivery } from '../../../domain/delivery.ts';

interface Row {
  readonly content: string;
}

/** The table `delivery`. */
export class DeliveryRows {
  readonly #of: Statement<[string], Row>;
  readonly #live: Statement<[], Row>;
  readonly #subjectAt: Statement<[string, string], { subject: string }>;
  readonly #save: Statement<[string, string, string | null, string]>;

  constructor(db: Database) {
    this.#of = db.prepare('SELECT content FROM delivery WHERE subject = ?');
    this.#live = db.prepare(
      'SELECT content FROM delivery WHERE subject IN (SELECT id FROM incident WHERE live = 1)',
    );
    this.#subjectAt = db.prepare(
      'SELECT subject FROM delivery WHERE card_ts = ? AND channel_id = ? LIMIT 1',
    );
    this.#save = db.prepare(`
      INSERT INTO delivery VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET channel_id = excluded.channel_id, card_ts = excluded.card_ts, content = excluded.content`);
  }

  of(subject: string): Delivery | undefined {
    const row = this.#of.get(subject);
    return row && read(row);
  }

  /** Those of live incidents. */
  *live(): Iterable<Delivery> {
    for (const row of this.#live.iterate()) yield read(row);
  }

  /** What the message is that stands there. */
  subjectAt(channelId: string, ts: string): string | undefined {
    return this.#subjectAt.get(ts, channelId)?.subject;
  }

  save(delivery: Delivery): void {
    const { subject, channelId, card } = delivery;
    this.#save.run(subject, channelId, card?.ts ?? null, JSON.stringify(delivery));
  }
}

function read(row: Row): Delivery {
  // The guarantee: `save` wrote it from a delivery.
  return JSON.parse(row.content);
}
