import type { Database, Statement } from 'better-sqlite3';
import type { IncidentId } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { IGNORED_FOR_EVER } from '../../ignored.ts';

/** An incident that is over and shown. */
interface Over {
  readonly number: number;
  readonly id: IncidentId;
}

/** Finds and deletes what is old. */
export class OldRows {
  readonly #incidents: Statement<[number, number], Over>;
  readonly #silences: Statement<[number, number], { id: string }>;
  readonly #deleteAlerts: Statement<[number]>;
  readonly #deleteIncident: Statement<[number]>;
  readonly #deleteTimeline: Statement<[string]>;
  readonly #deleteDelivery: Statement<[string]>;

  constructor(db: Database) {
    this.#incidents = db.prepare(`
      SELECT number, id FROM incident WHERE live = 0 AND resolved_at < ? AND NOT ${IGNORED_FOR_EVER}
      ORDER BY resolved_at, id LIMIT ?`);
    this.#silences = db.prepare(`
      DELETE FROM silence WHERE id IN (
        SELECT id FROM silence WHERE ends_at < ? ORDER BY ends_at, id LIMIT ?)
      RETURNING id`);
    this.#deleteAlerts = db.prepare(
      'DELETE FROM alert WHERE id IN (SELECT id FROM alert_state WHERE incident = ?)',
    );
    this.#deleteIncident = db.prepare('DELETE FROM incident WHERE number = ?');
    this.#deleteTimeline = db.prepare('DELETE FROM timeline WHERE subject = ?');
    this.#deleteDelivery = db.prepare('DELETE FROM delivery WHERE subject = ?');
  }

  /** Deletes resolved incidents with all that belongs to them; answers how many. */
  deleteIncidents(before: Instant, limit: number): number {
    const over = this.#incidents.all(before, limit);
    for (const { number, id } of over) {
      this.#deleteAlerts.run(number);
      this.#deleteIncident.run(number);
      this.deleteWhatBelongsTo(id);
    }
    return over.length;
  }

  /** Deletes silences that ended; answers which. */
  deleteSilences(before: Instant, limit: number): readonly string[] {
    return this.#silences.all(before, limit).map(({ id }) => id);
  }

  /** Deletes timeline and delivery of a subject. */
  deleteWhatBelongsTo(subject: string): void {
    this.#deleteTimeline.run(subject);
    this.#deleteDelivery.run(subject);
  }
}
