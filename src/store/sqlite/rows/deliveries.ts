import type { Database, Statement } from 'better-sqlite3';
import type { Delivery } from '../../../domain/delivery.ts';
import type { IncidentId } from '../../../domain/incident.ts';

interface Row {
  readonly content: string;
}

/** The table `delivery`. */
export class DeliveryRows {
  readonly #of: Statement<[string], Row>;
  readonly #live: Statement<[], Row>;
  readonly #incidentAt: Statement<[string, string], { incident: string }>;
  readonly #save: Statement<[string, string, string | null, string]>;

  constructor(db: Database) {
    this.#of = db.prepare('SELECT content FROM delivery WHERE incident = ?');
    this.#live = db.prepare(
      'SELECT content FROM delivery WHERE incident IN (SELECT id FROM incident WHERE live = 1)',
    );
    this.#incidentAt = db.prepare(
      'SELECT incident FROM delivery WHERE card_ts = ? AND channel_id = ? LIMIT 1',
    );
    this.#save = db.prepare(`
      INSERT INTO delivery VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET channel_id = excluded.channel_id, card_ts = excluded.card_ts, content = excluded.content`);
  }

  of(incident: IncidentId): Delivery | undefined {
    const row = this.#of.get(incident);
    return row && read(row);
  }

  /** Those of live incidents. */
  *live(): Iterable<Delivery> {
    for (const row of this.#live.iterate()) yield read(row);
  }

  /** The incident whose card stands there. */
  incidentAt(channelId: string, ts: string): IncidentId | undefined {
    return this.#incidentAt.get(ts, channelId)?.incident;
  }

  save(delivery: Delivery): void {
    const { incident, channelId, card } = delivery;
    this.#save.run(incident, channelId, card?.ts ?? null, JSON.stringify(delivery));
  }
}

function read(row: Row): Delivery {
  // The guarantee: `save` wrote it from a delivery.
  return JSON.parse(row.content);
}
