import type { Database, Statement } from 'better-sqlite3';
import type { ErrorGroupId } from '../../../domain/error-group.ts';
import type { Instant } from '../../../domain/time.ts';
import { RELEASES_KEPT } from '../../errors.ts';
import { decodeText } from '../text.ts';

/** Finds and deletes what is old of errors. */
export class OldErrorRows {
  readonly #deleteSamples: Statement<[number, number]>;
  readonly #tooMany: Statement<[number], { project: string; count: number }>;
  readonly #deleteFirst: Statement<[string, number]>;
  readonly #groups: Statement<[number, number], { id: string }>;
  readonly #deleteGroup: Statement<[string]>;
  readonly #deleteSamplesOf: Statement<[string]>;
  readonly #deleteReleases: Statement<[number, number]>;

  constructor(db: Database) {
    this.#deleteSamples = db.prepare(`
      DELETE FROM error_sample WHERE rowid IN (
        SELECT rowid FROM error_sample WHERE received_at < ? AND keepsake IS NULL
        ORDER BY received_at, group_id, slot LIMIT ?)`);
    this.#tooMany = db.prepare(`
      SELECT project, count(*) AS count FROM error_sample
      GROUP BY project HAVING count(*) > ? ORDER BY project`);
    this.#deleteFirst = db.prepare(`
      DELETE FROM error_sample WHERE rowid IN (
        SELECT rowid FROM error_sample WHERE project = ?
        ORDER BY keepsake IS NOT NULL, received_at, group_id, slot LIMIT ?)`);
    this.#groups = db.prepare(`
      SELECT id FROM error_group AS old WHERE last_seen_at < ?
        AND NOT EXISTS (SELECT 1 FROM incident WHERE incident.id = old.incident)
        AND NOT EXISTS (SELECT 1 FROM error_group AS target WHERE target.id = old.merged_into)
      ORDER BY last_seen_at, id LIMIT ?`);
    this.#deleteGroup = db.prepare('DELETE FROM error_group WHERE id = ?');
    this.#deleteSamplesOf = db.prepare('DELETE FROM error_sample WHERE group_id = ?');
    this.#deleteReleases = db.prepare(`
      DELETE FROM project_release WHERE rowid IN (
        SELECT id FROM (
          SELECT rowid AS id, project, version, first_seen_at, row_number() OVER (
            PARTITION BY project ORDER BY first_seen_at DESC, version DESC) AS place
          FROM project_release)
        WHERE place > ${RELEASES_KEPT} AND first_seen_at < ?
        ORDER BY first_seen_at, project, version LIMIT ?)`);
  }

  /** Deletes events that are not kept for ever; answers how many. */
  deleteSamples(before: Instant, limit: number): number {
    return this.#deleteSamples.run(before, limit).changes;
  }

  /** Deletes the events of projects that have more than they may; answers how many. */
  deleteTooMany(most: number, limit: number): number {
    let deleted = 0;
    for (const { project, count } of this.#tooMany.all(most)) {
      const rest = Math.min(count - most, limit - deleted);
      if (rest > 0) deleted += this.#deleteFirst.run(project, rest).changes;
    }
    return deleted;
  }

  /** Deletes error groups with their events; answers which. */
  deleteGroups(before: Instant, limit: number): readonly ErrorGroupId[] {
    const old = this.#groups.all(before, limit);
    for (const { id } of old) {
      this.#deleteGroup.run(id);
      this.#deleteSamplesOf.run(id);
    }
    return old.map(({ id }) => decodeText(id));
  }

  /** Deletes releases; answers how many. */
  deleteReleases(before: Instant, limit: number): number {
    return this.#deleteReleases.run(before, limit).changes;
  }
}
