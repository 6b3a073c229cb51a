import type { Store } from '../../store.ts';
import type { Database } from '../database.ts';
import { type ContentRow, readIncident } from '../rows/incidents.ts';
import { encodeText } from '../text.ts';
import { listIncidents } from './incident-list.ts';

type IncidentReads = Pick<Store, 'incident' | 'incidentNumbered' | 'incidents' | 'incidentAt'>;

/** Reads of the table `incident`. */
export function incidentReads({ query }: Database): IncidentReads {
  return {
    incident: async (id) => first(await query(BY_ID, [encodeText(id)])),
    incidentNumbered: async (number) => first(await query(BY_NUMBER, [number])),
    incidents: (asked) => listIncidents(query, asked),
    incidentAt: async (channelId, ts) =>
      first(await query(AT, [encodeText(ts), encodeText(channelId)])),
  };
}

const BY_ID = 'SELECT content FROM incident WHERE id = $1';
const BY_NUMBER = 'SELECT content FROM incident WHERE number = $1';
const AT = `
  SELECT incident.content FROM delivery JOIN incident ON id = subject
  WHERE card_ts = $1 AND channel_id = $2 LIMIT 1`;

function first([row]: readonly ContentRow[]) {
  return row && readIncident(row);
}
