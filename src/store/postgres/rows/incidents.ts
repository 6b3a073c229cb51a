import { type Incident, isOpen } from '../../../domain/incident.ts';
import { NEVER } from '../../ignored.ts';
import { completed, type OlderParts } from '../../older.ts';
import { hashOf } from '../hash.ts';
import { encodeText } from '../text.ts';
import type { Table } from './table.ts';

/** What is read of an incident. */
export interface ContentRow {
  readonly content: string;
}

type Older = Omit<Incident, keyof OlderParts> & OlderParts;

interface Row extends ContentRow {
  readonly id: string;
  readonly number: number;
  readonly group_id: string;
  readonly status: string;
  readonly severity: string;
  readonly opened_at: number;
  readonly channel: string;
  readonly assignee: string | null;
  readonly muted_until: number | null;
  readonly withheld: string | null;
  readonly storm: string | null;
  readonly resolved_at: number | null;
  readonly deploy: string | null;
  readonly pending: boolean;
  readonly last_seen_at: number;
  readonly search: string;
}

/** The table `incident`. */
export const INCIDENTS: Table<Row> = {
  name: 'incident',
  key: ['id'],
  columns: {
    id: 'text',
    number: 'bigint',
    group_id: 'uuid',
    status: 'text',
    severity: 'text',
    opened_at: 'bigint',
    channel: 'text',
    assignee: 'text',
    muted_until: 'bigint',
    withheld: 'text',
    storm: 'text',
    resolved_at: 'bigint',
    deploy: 'text',
    pending: 'boolean',
    last_seen_at: 'bigint',
    search: 'text',
    content: 'text',
  },
};

/** What a mere re-send changes of the table `incident`: most of what is written. */
export const INCIDENT_COUNTS: Table<Pick<Row, 'id' | 'last_seen_at' | 'content'>> = {
  name: 'incident',
  key: ['id'],
  columns: { id: 'text', last_seen_at: 'bigint', content: 'text' },
};

/** The same of an incident. */
export function incidentCounts(incident: Incident) {
  const { id, lastSeenAt } = incident;
  return { id: encodeText(id), last_seen_at: lastSeenAt, content: JSON.stringify(incident) };
}

const COUNTERS: ReadonlySet<string> = new Set<keyof Incident>([
  'lastSeenAt',
  'alertCount',
  'firingCount',
  'audibleCount',
  'occurrenceCount',
]);

/** Whether nothing but counters differs, by reference: what a decision did not touch it hands on. */
export function isOnlyCounted(before: Incident, after: Incident): boolean {
  for (const name in after) {
    if (!COUNTERS.has(name) && !isSame(before, after, name)) return false;
  }
  return true;
}

function isSame(before: Incident, after: Incident, name: string): boolean {
  // The guarantee: `name` comes from enumerating an incident.
  const field = name as keyof Incident;
  return before[field] === after[field];
}

/** An incident as a row; `pending`: whether Slack lags behind with it. */
export function incidentRow(incident: Incident, pending: boolean): Row {
  const { withheld, withheldBy, assignee } = incident;
  return {
    id: encodeText(incident.id),
    number: incident.number,
    group_id: hashOf(incident.groupKey),
    status: incident.status,
    severity: incident.severity,
    opened_at: incident.openedAt,
    channel: encodeText(incident.channel),
    assignee: assignee && encodeText(assignee.id),
    muted_until: mutedUntil(incident),
    withheld,
    storm: withheld === 'storm' && withheldBy !== null ? encodeText(withheldBy) : null,
    resolved_at: isOpen(incident) ? null : (incident.resolution?.at ?? null),
    deploy: deployOf(incident),
    pending,
    last_seen_at: incident.lastSeenAt,
    search: encodeText(searchTextOf(incident)),
    content: JSON.stringify(incident),
  };
}

/** The incident that a row holds. */
export function readIncident({ content }: ContentRow): Incident {
  // The guarantee: `incidentRow` wrote it from an incident.
  const stored: Older = JSON.parse(content);
  return completed(stored);
}

function mutedUntil({ mute }: Incident): number | null {
  return mute && (mute.until ?? NEVER);
}

/** The project whose deploy ends its mute. */
function deployOf({ mute, labels }: Incident): string | null {
  const waits = mute?.early.some((end) => end.when === 'deploy');
  const { service } = labels;
  return waits && service !== undefined ? encodeText(service) : null;
}

/** Its parts apart, so that no text is found across two of them. */
function searchTextOf({ title, description, labels }: Incident): string {
  return [title, description, ...Object.values(labels)].join('\u0001').toLowerCase();
}
