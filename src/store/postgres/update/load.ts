import type { AlertKey } from '../../../domain/alert.ts';
import type { IncidentId } from '../../../domain/incident.ts';
import type { Query } from '../database.ts';
import { hashOf } from '../hash.ts';
import { ALERT_COLUMNS, type AlertRow, readAlert } from '../rows/alerts.ts';
import { type ContentRow, readIncident } from '../rows/incidents.ts';
import { readDelivery, readPace, readSilence, readSubject } from '../rows/subjects.ts';
import { readTimer, type TimerRow, timerRowId } from '../rows/timers.ts';
import { decodeText, encodeText } from '../text.ts';
import type { Loaded } from './loaded.ts';
import type { Wanted } from './wanted.ts';

/** Reads rows by lists of what is wanted, and notes in `loaded` what is there and what is not. */
export type Load = (query: Query, wanted: Wanted, loaded: Loaded) => Promise<void>;

/** Texts, as `encodeText` writes them, in a JSON array. */
export const LISTED = '(SELECT value FROM json_array_elements_text($1::text::json))';
/** Hashes in a JSON array. */
export const LISTED_IDS = '(SELECT value::uuid FROM json_array_elements_text($1::text::json))';
const ALERT_JOIN = `SELECT ${ALERT_COLUMNS} FROM alert_state AS state JOIN alert ON alert.id = state.id`;

export const loadAlerts: Load = async (query, { alerts }, loaded) => {
  const keys = missing(alerts, loaded.alerts);
  if (keys.length === 0) return;
  const text = `${ALERT_JOIN} WHERE state.id IN ${LISTED_IDS}`;
  const rows = await query<AlertRow>(text, [JSON.stringify(keys.map(hashOf))]);
  for (const key of keys) loaded.alerts.set(key, undefined);
  for (const alert of rows.map(readAlert)) loaded.alerts.set(alert.key, alert);
};

/** Numbers stay with their incident for ever, so that these need no lock. */
export const loadNumbers: Load = async (query, { numbers }, loaded) => {
  const sought = missing(numbers, loaded.numbers);
  if (sought.length === 0) return;
  const text = `SELECT number, id FROM incident WHERE number IN
    (SELECT value::bigint FROM json_array_elements_text($1::text::json))`;
  const rows = await query<{ number: number; id: string }>(text, [JSON.stringify(sought)]);
  for (const number of sought) loaded.numbers.set(number, undefined);
  for (const { number, id } of rows) loaded.numbers.set(number, decodeText(id));
};

const MEMBERS = `SELECT incident.id, incident.group_id, incident.status <> 'resolved' AS open
  FROM ${LISTED_IDS.replace('value::uuid', 'value::uuid AS id')} AS sought
  CROSS JOIN LATERAL (
    (SELECT id, group_id, status FROM incident WHERE group_id = sought.id AND status <> 'resolved')
    UNION
    (SELECT id, group_id, status FROM incident WHERE group_id = sought.id ORDER BY number DESC LIMIT 1)
  ) AS incident`;

interface MemberRow {
  readonly id: string;
  readonly group_id: string;
  readonly open: boolean;
}

/** Answers whether some group has no open incident: then most likely one is opened. */
export async function loadGroups(query: Query, wanted: Wanted, loaded: Loaded): Promise<boolean> {
  const keys = missing(wanted.groups, loaded.groups);
  if (keys.length === 0) return false;
  const groups = new Map(keys.map((key) => [hashOf(key), key]));
  const rows = await query<MemberRow>(MEMBERS, [JSON.stringify([...groups.keys()])]);
  const members = new Map<string, IncidentId[]>(keys.map((key) => [key, []]));
  for (const { id, group_id } of rows)
    members.get(groups.get(group_id) ?? '')?.push(decodeText(id));
  for (const [key, ids] of members) loaded.groups.set(key, ids);
  return new Set(rows.filter(({ open }) => open).map((row) => row.group_id)).size < keys.length;
}

type KindRow = ContentRow & { readonly id: string } & {
  readonly type: 'incident' | 'storm' | 'notice' | 'delivery';
};

const SUBJECTS = `SELECT 'incident' AS type, id, content FROM incident WHERE id IN ${LISTED}
  UNION ALL SELECT 'storm', id, content FROM storm WHERE id IN ${LISTED}
  UNION ALL SELECT 'notice', id, content FROM notice WHERE id IN ${LISTED}
  UNION ALL SELECT 'delivery', subject, content FROM delivery WHERE subject IN ${LISTED}`;

export const loadSubjects: Load = async (query, { subjects }, loaded) => {
  const ids = missing(subjects, loaded.subjects);
  if (ids.length === 0) return;
  const rows = await query<KindRow>(SUBJECTS, [JSON.stringify(ids.map(encodeText))]);
  for (const id of ids) loaded.subjects.set(id, { subject: undefined, delivery: undefined });
  for (const { type, id, content } of rows) {
    const known = loaded.subjects.get(decodeText(id));
    const found =
      type === 'delivery'
        ? { delivery: readDelivery({ content }) }
        : { subject: readSubject({ type, content }) };
    loaded.subjects.set(decodeText(id), {
      subject: undefined,
      delivery: undefined,
      ...known,
      ...found,
    });
  }
};

export const loadFiring: Load = async (query, { firing }, loaded) => {
  const ids = missing(firing, loaded.firing);
  if (ids.length === 0) return;
  const text = `${ALERT_JOIN} WHERE state.firing AND state.incident IN ${LISTED}
    ORDER BY state.firing_key, alert.key`;
  const rows = await query<AlertRow>(text, [JSON.stringify(ids.map(encodeText))]);
  const found = new Map(ids.map((id) => [id, new Map<AlertKey, ReturnType<typeof readAlert>>()]));
  for (const alert of rows.map(readAlert)) found.get(alert.incident)?.set(alert.key, alert);
  for (const [id, alerts] of found) loaded.firing.set(id, alerts);
};

export const loadInhibiting: Load = async (query, { inhibiting }, loaded) => {
  const keys = missing(inhibiting, loaded.inhibiting);
  if (keys.length === 0) return;
  const text = `SELECT key, count(*) AS count FROM inhibition
    WHERE side = 'by' AND key IN ${LISTED_IDS} GROUP BY key`;
  const ids = keys.map(hashOf);
  const rows = await query<{ key: string; count: number }>(text, [JSON.stringify(ids)]);
  const counts = new Map(rows.map(({ key, count }) => [key, count]));
  for (const [index, key] of keys.entries()) {
    loaded.inhibiting.set(key, counts.get(ids[index] ?? '') ?? 0);
  }
};

export const loadPaces: Load = async (query, { paces }, loaded) => {
  const channels = missing(paces, loaded.paces);
  if (channels.length === 0) return;
  const text = `SELECT content FROM pace WHERE channel IN ${LISTED}`;
  const rows = await query<ContentRow>(text, [JSON.stringify(channels.map(encodeText))]);
  for (const channel of channels) loaded.paces.set(channel, undefined);
  for (const pace of rows.map(readPace)) loaded.paces.set(pace.channel, pace);
};

export const loadTimers: Load = async (query, { timers }, loaded) => {
  const sought = [...timers].filter(([key]) => !loaded.timers.has(key));
  if (sought.length === 0) return;
  const text = `SELECT id, kind, subject, at, after FROM timer WHERE id IN ${LISTED_IDS}`;
  const keys = new Map(sought.map(([key, timer]) => [timerRowId(timer), key]));
  const rows = await query<TimerRow & { id: string }>(text, [JSON.stringify([...keys.keys()])]);
  for (const [key] of sought) loaded.timers.set(key, undefined);
  for (const { id, ...row } of rows) loaded.timers.set(keys.get(id) ?? '', readTimer(row));
};

export const loadSilences: Load = async (query, { silences, silencesFrom }, loaded) => {
  const ids = missing(silences, loaded.silences);
  const isMore = silencesFrom !== null && silencesFrom < loaded.silencesFrom;
  if (ids.length === 0 && !isMore) return;
  const from = isMore ? silencesFrom : null;
  const text = `SELECT content FROM silence WHERE id IN ${LISTED} OR ends_at > $2::bigint`;
  const rows = await query<ContentRow>(text, [JSON.stringify(ids.map(encodeText)), from]);
  for (const id of ids) loaded.silences.set(id, undefined);
  for (const silence of rows.map(readSilence)) loaded.silences.set(silence.id, silence);
  if (from !== null) loaded.silencesFrom = from;
};

/** Under its lock: no other process gives a number meanwhile. */
export const loadLastNumber: Load = async (query, { number }, loaded) => {
  if (!number || loaded.lastNumber !== null) return;
  const [row] = await query<{ last: number }>('SELECT last FROM numbering');
  loaded.lastNumber = row?.last ?? 0;
};

/** The groups of incidents, for what may change their status. */
export async function groupsOf(
  query: Query,
  ids: readonly IncidentId[],
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const text = `SELECT content FROM incident WHERE id IN ${LISTED}`;
  const rows = await query<ContentRow>(text, [JSON.stringify(ids.map(encodeText))]);
  return rows.map((row) => readIncident(row).groupKey);
}

/** What is wanted and not loaded. */
export function missing<T>(wanted: ReadonlySet<T>, loaded: ReadonlyMap<T, unknown>): readonly T[] {
  return [...wanted].filter((each) => !loaded.has(each));
}
