import type { Query, Value } from '../database.ts';
import { hashOf } from '../hash.ts';
import { ALERT_COLUMNS, type AlertRow, beginningOf, readAlert } from '../rows/alerts.ts';
import { type ContentRow, readIncident } from '../rows/incidents.ts';
import { encodeText } from '../text.ts';
import type { Listed } from './loaded.ts';
import type { ListQuery } from './wanted.ts';

const ALERTS = `SELECT ${ALERT_COLUMNS} FROM alert_state AS state JOIN alert ON alert.id = state.id`;
/** Every key comes after the empty text, and none begins with less: one condition, so that the index is used for it. */
const AFTER = 'state.firing_key >= $2 AND alert.key > $1';
const IN_ORDER = 'ORDER BY state.firing_key, alert.key LIMIT $3';

/** The answer to a question about everything. */
export async function listed(query: Query, asked: ListQuery): Promise<Listed> {
  switch (asked.of) {
    case 'firing':
      return alerts(query, `${ALERTS} WHERE state.firing AND ${AFTER} ${IN_ORDER}`, after(asked));
    case 'inhibited':
      return alerts(
        query,
        `${ALERTS} JOIN inhibition ON inhibition.alert = state.id
          WHERE inhibition.key = $4 AND inhibition.side = 'on' AND ${AFTER} ${IN_ORDER}`,
        [...after(asked), hashOf(asked.key)],
      );
    case 'withheld':
      return incidents(
        query,
        `SELECT content FROM incident WHERE status <> 'resolved' AND storm = $1 ORDER BY number LIMIT $2`,
        [encodeText(asked.storm), asked.limit],
      );
    case 'muted':
      return incidents(
        query,
        `SELECT content FROM incident WHERE status <> 'resolved' AND deploy = $1 ORDER BY number`,
        [encodeText(asked.project)],
      );
  }
}

type Page = Extract<ListQuery, { readonly of: 'firing' | 'inhibited' }>;

function after({ after: key, limit }: Page): readonly Value[] {
  return key === null ? ['', '', limit] : [encodeText(key), beginningOf(key), limit];
}

async function alerts(query: Query, text: string, values: readonly Value[]): Promise<Listed> {
  const rows = await query<AlertRow>(text, values);
  return { alerts: rows.map(readAlert), incidents: [] };
}

async function incidents(query: Query, text: string, values: readonly Value[]): Promise<Listed> {
  const rows = await query<ContentRow>(text, values);
  return { alerts: [], incidents: rows.map(readIncident) };
}
