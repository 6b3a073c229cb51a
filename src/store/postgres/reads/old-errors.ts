import { RELEASES_KEPT } from '../../errors.ts';
import type { Retention } from '../../store.ts';
import type { Database, Query } from '../database.ts';
import { type Count, countOf, GIVEN, type Kind, pruneKind } from './prune-kind.ts';

/** Deletes old errors; answers how many of all kinds. */
export async function pruneErrors(
  database: Database,
  { errorsBefore, errorsPerProject }: Retention,
  limit: number,
): Promise<number> {
  const old = countOf(await database.query<Count>(DELETE_OLD, [errorsBefore, limit]));
  const tooMany = await pruneTooMany(database.query, errorsPerProject, limit - old);
  const groups = await pruneKind(database, GROUPS, errorsBefore, limit);
  const releases = await pruneKind(database, RELEASES, errorsBefore, limit);
  return old + tooMany + groups + releases;
}

/** Decisions do not read events, so that nobody has to wait; what is being replaced at this moment is left to the next time. */
function deleting(where: string, order: string): string {
  return `
    WITH old AS (
      SELECT group_id, slot FROM error_sample WHERE ${where} ORDER BY ${order} LIMIT $2
      FOR UPDATE SKIP LOCKED),
    gone AS (
      DELETE FROM error_sample AS sample USING old
      WHERE sample.group_id = old.group_id AND sample.slot = old.slot RETURNING 1)
    SELECT count(*) AS count FROM gone`;
}

const DELETE_OLD = deleting('received_at < $1 AND keepsake IS NULL', 'received_at, group_id, slot');
const DELETE_FIRST = deleting('project = $1', 'keepsake IS NOT NULL, received_at, group_id, slot');

const TOO_MANY = `
  SELECT project, count(*) AS count FROM error_sample
  GROUP BY project HAVING count(*) > $1 ORDER BY project`;

async function pruneTooMany(query: Query, most: number, limit: number): Promise<number> {
  let deleted = 0;
  const projects = await query<Count & { readonly project: string }>(TOO_MANY, [most]);
  for (const { project, count } of projects) {
    const rest = Math.min(count - most, limit - deleted);
    if (rest > 0) deleted += countOf(await query<Count>(DELETE_FIRST, [project, rest]));
  }
  return deleted;
}

const GROUPS: Kind = {
  find: `
    SELECT id FROM error_group AS old WHERE last_seen_at < $1
      AND NOT EXISTS (SELECT FROM incident WHERE incident.id = old.incident)
      AND NOT EXISTS (SELECT FROM error_group AS target WHERE target.id = old.merged_into)
    ORDER BY last_seen_at, id LIMIT $2`,
  remove: [
    `DELETE FROM error_sample WHERE group_id IN ${GIVEN}`,
    `DELETE FROM error_group WHERE id IN ${GIVEN}`,
  ],
};

const RELEASES: Kind = {
  find: `
    SELECT id::text AS id FROM (
      SELECT id, project, version, first_seen_at, row_number() OVER (
        PARTITION BY project ORDER BY first_seen_at DESC, version DESC) AS place
      FROM project_release) AS placed
    WHERE place > ${RELEASES_KEPT} AND first_seen_at < $1
    ORDER BY first_seen_at, project, version LIMIT $2`,
  remove: [
    `DELETE FROM project_release
      WHERE id IN (SELECT value::uuid FROM json_array_elements_text($1::text::json))`,
  ],
};
