import type { Instant } from '../../../domain/time.ts';
import type { Store } from '../../store.ts';
import type { Database, Query } from '../database.ts';
import { Locks, lockAll } from '../update/locks.ts';
import { stretchOf } from './stretch.ts';

/** Nobody decides meanwhile, so no more are deleted at a time. */
const AT_ONCE = 100;

/** Deletes what is old. */
export function oldOnes(database: Database): Pick<Store, 'prune'> {
  return {
    async prune({ recordingsBefore, resolvedBefore }, limit) {
      let count = await pruneRecordings(database.query, recordingsBefore, limit);
      for (const kind of KINDS) count += await pruneKind(database, kind, resolvedBefore, limit);
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

/** What is deleted with all that belongs to it. */
interface Kind {
  /** Finds the ids of those that were over before `$1`, no more than `$2`, the oldest first. */
  readonly find: string;
  /** Delete those whose ids are given. */
  readonly remove: readonly string[];
  /** Whether they are counted as resolved. */
  readonly isCounted?: boolean;
}

const GIVEN = '(SELECT json_array_elements_text($1::text::json))';
const WHAT_BELONGS = [
  `DELETE FROM timeline WHERE subject IN ${GIVEN}`,
  `DELETE FROM delivery WHERE subject IN ${GIVEN}`,
];

const KINDS: readonly Kind[] = [
  {
    find: `
      SELECT id FROM incident WHERE resolved_at IS NOT NULL AND resolved_at < $1 AND NOT pending
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

async function pruneKind(
  { query, transaction }: Database,
  kind: Kind,
  before: Instant,
  limit: number,
): Promise<number> {
  let count = 0;
  while (count < limit) {
    const next = Math.min(AT_ONCE, limit - count);
    // Nobody is kept waiting where there is nothing to do.
    if ((await query(kind.find, [before, next])).length === 0) break;
    const deleted = await transaction((within) => pruneSome(within, kind, [before, next]));
    count += deleted;
    if (deleted < next) break;
  }
  return count;
}

/** With the state for itself: no decision brings back meanwhile what is deleted. */
async function pruneSome(
  query: Query,
  { find, remove, isCounted }: Kind,
  bounds: readonly [before: Instant, limit: number],
): Promise<number> {
  await new Locks(query).take([lockAll('world')]);
  const ids = (await query<{ id: string }>(find, bounds)).map(({ id }) => id);
  if (ids.length === 0) return 0;
  for (const statement of remove) await query(statement, [JSON.stringify(ids)]);
  if (isCounted) await query('INSERT INTO resolved_count VALUES ($1)', [-ids.length]);
  return ids.length;
}

/** Makes one row of all. */
const SUM_UP = `
  WITH gone AS (DELETE FROM resolved_count RETURNING change)
  INSERT INTO resolved_count SELECT sum(change)::bigint FROM gone HAVING count(*) > 0`;

interface Count {
  readonly count: number;
}

function countOf([row]: readonly Count[]): number {
  return row?.count ?? 0;
}
