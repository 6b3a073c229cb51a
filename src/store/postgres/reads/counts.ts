import type { Store, StoreCounts } from '../../store.ts';
import type { Database } from '../database.ts';
import { oneRow } from '../one-row.ts';

/** Counts what is open, fires and lags; what is resolved is counted as it changes. */
export function countReads({ query }: Database): Pick<Store, 'counts'> {
  return {
    async counts() {
      return oneRow(await query<StoreCounts>(COUNTS));
    },
  };
}

const COUNTS = `
  SELECT
    (SELECT count(*) FROM incident WHERE status = 'triggered') AS triggered,
    (SELECT count(*) FROM incident WHERE status = 'acknowledged') AS acknowledged,
    (SELECT coalesce(sum(change), 0)::bigint FROM resolved_count) AS resolved,
    (SELECT count(*) FROM incident WHERE status <> 'resolved' AND withheld IS NOT NULL) AS withheld,
    (SELECT count(*) FROM alert_state WHERE firing) AS "firingAlerts",
    (SELECT count(*) FROM incident WHERE pending)
      + (SELECT count(*) FROM storm WHERE pending)
      + (SELECT count(*) FROM notice WHERE pending) AS pending`;
