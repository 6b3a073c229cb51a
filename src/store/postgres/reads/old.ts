import type { Instant } from '../../../domain/time.ts';
import { IGNORED_FOR_EVER } from '../../ignored.ts';
import type { Store } from '../../store.ts';
import type { Database, Query } from '../database.ts';
import { pruneErrors } from './old-errors.ts';
import { type Count, countOf, GIVEN, type Kind, pruneKind } from './prune-kind.ts';
import { stretchOf } from './stretch.ts';

/** Deletes what is old. */
export function oldOnes(database: Database): Pick<Store, 'prune'> {
  return {
    async prune(retention, limit) {
      const { recordingsBefore, resolvedBefore } = retention;
      let count = await pruneRecordings(database.query, recordingsBefore, limit);
      for (const kind of KINDS) count += await pruneKind(database, kind, resolvedBefore, limit);
      count += await pruneErrors(database, retention, limit);
      await database.query(SUM_UP);
      return count;
    },
  };
}

/** Those of which nothing came at that time or later lie before the first that came well after it. */
const DELETE_RECORDINGS = `
  WITH gone AS (
    DELETE FROM recording WHERE id IN (
      SELECT id FROM recording WHERE id < $1 AND last < $2 ORDER BY id LIMIT $3)
    RETURNING id)
  SELECT count(*) AS count FROM gone`;

async function pruneRecordings(query: Query, before: Instant, limit: number): Promise<number> {
  const { below } = await stretchOf(query, undefined, before);
  return countOf(await query<Count>(DELETE_RECORDINGS, [below, before, limit]));
}

const WHAT_BELONGS = [
  `DELETE FROM timeline WHERE subject IN ${GIVEN}`,
  `DELETE FROM delivery WHERE subject IN ${GIVEN}`,
];

const KINDS: readonly Kind[] = [
  {
    find: `
      SELECT id FROM incident WHERE resolved_at IS NOT NULL AND resolved_at < $1 AND NOT pending
        AND NOT ${IGNORED_FOR_EVER}
        AND NOT EXISTS (SELECT FROM alert_state AS state WHERE state.incident = incident.id AND firing)
      ORDER BY resolved_at, id LIMIT $2`,
    remove: [
      // None of them fires, which has to be said for the index.
      `WITH gone AS (DELETE FROM alert_state WHERE incident IN ${GIVEN} AND NOT firing RETURNING id)
      DELETE FROM alert WHERE id IN (SELECT id FROM gone)`,
      `DELETE FROM incident WHERE id IN ${GIVEN}`,
      ...WHAT_BELONGS,
    ],
    isCounted: true,
  },
  {
    find: `
      SELECT id FROM storm WHERE ended_at IS NOT NULL AND ended_at < $1 AND NOT pending
        AND NOT EXISTS (SELECT FROM incident WHERE incident.storm = storm.id AND status <> 'resolved')
      ORDER BY started_at, id LIMIT $2`,
    remove: [`DELETE FROM storm WHERE id IN ${GIVEN}`, ...WHAT_BELONGS],
  },
  {
    find: 'SELECT id FROM notice WHERE at < $1 AND NOT pending ORDER BY at, id LIMIT $2',
    remove: [`DELETE FROM notice WHERE id IN ${GIVEN}`, ...WHAT_BELONGS],
  },
  {
    find: 'SELECT id FROM silence WHERE ends_at < $1 ORDER BY ends_at, id LIMIT $2',
    remove: [`DELETE FROM silence WHERE id IN ${GIVEN}`],
  },
];

/** Makes one row of all. */
const SUM_UP = `
  WITH gone AS (DELETE FROM resolved_count RETURNING change)
  INSERT INTO resolved_count SELECT sum(change)::bigint FROM gone HAVING count(*) > 0`;
