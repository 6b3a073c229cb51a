import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import { hashOf } from '../hash.ts';
import { ALERT_COLUMNS, type AlertRow, readAlert } from '../rows/alerts.ts';
import { encodeText } from '../text.ts';

/** Reads of the tables `alert` and `alert_state`. */
export function alertReads({ query }: Database): Pick<Store, 'alert' | 'alertsOf' | 'firing'> {
  return {
    alert: async (key) => {
      const [row] = await query<AlertRow>(WITH_KEY, [hashOf(key)]);
      return row && readAlert(row);
    },
    alertsOf: async (id, limit) =>
      (await query<AlertRow>(OF_INCIDENT, [encodeText(id), limit])).map(readAlert),
    firing: async () => (await query<AlertRow>(FIRING)).map(readAlert),
  };
}

const ALERT = `SELECT ${ALERT_COLUMNS} FROM alert_state AS state JOIN alert USING (id)`;

const WITH_KEY = `${ALERT} WHERE id = $1::uuid`;

/** The first of each kind by itself: both have an index. */
const OF_INCIDENT = `
  SELECT * FROM (
    (${ALERT} WHERE incident = $1 AND firing ORDER BY last_seen_at DESC, key LIMIT $2)
    UNION ALL
    (${ALERT} WHERE incident = $1 AND NOT firing ORDER BY last_seen_at DESC, key LIMIT $2)
  ) AS found ORDER BY firing DESC, last_seen_at DESC, key LIMIT $2`;

const FIRING = `${ALERT} WHERE firing ORDER BY key`;
