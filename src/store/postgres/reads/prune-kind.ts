import type { Instant } from '../../../domain/time.ts';
import type { Database, Query } from '../database.ts';
import { Locks, lockAll } from '../update/locks.ts';

/** Nobody decides meanwhile, so no more are deleted at a time. */
const AT_ONCE = 100;

/** What is deleted with all that belongs to it. */
export interface Kind {
  /** Finds the ids of those that were over before `$1`, no more than `$2`, the oldest first. */
  readonly find: string;
  /** Delete those whose ids are given. */
  readonly remove: readonly string[];
  /** Whether they are counted as resolved. */
  readonly isCounted?: boolean;
}

/** The ids that are given. */
export const GIVEN = '(SELECT json_array_elements_text($1::text::json))';

/** Deletes what is old of a kind; answers how many. */
export async function pruneKind(
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

/** What a statement that deletes answers. */
export interface Count {
  readonly count: number;
}

/** How many it deleted. */
export function countOf([row]: readonly Count[]): number {
  return row?.count ?? 0;
}
