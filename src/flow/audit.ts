import { type Incident, wasTold } from '../domain/incident.ts';
import type { AlertReason } from '../domain/reason.ts';
import type { Recording } from '../domain/recording.ts';
import type { AuditQuery, Store } from '../store/store.ts';

/** Something that arrived, with what it belongs to. */
export interface Audited {
  readonly recording: Recording;
  /** Null: none, or one that is no longer kept. */
  readonly incident: Incident | null;
  /** Why its card never reached Slack, in Slack's word; null: it did, or may still. */
  readonly fault: string | null;
}

/** The reads that an audit is made of. */
export type AuditStore = Pick<Store, 'audit' | 'incident' | 'delivery'>;

/** What begins a card. */
const CARDS: readonly AlertReason[] = ['opened', 'reopened'];
/** Of so many the cards are looked for. */
const CARDS_SOUGHT = 2_000;

/** What arrived and is looked for, the newest first; among the unheard also what Slack never took. */
export async function findAudited(
  store: AuditStore,
  query: AuditQuery,
): Promise<readonly Recording[]> {
  const found = await store.audit(query);
  if (query.unheard !== true) return found;
  const undelivered = await undeliveredIn(store, query);
  if (undelivered.length === 0) return found;
  return [...found, ...undelivered].sort((a, b) => b.at - a.at).slice(0, query.limit);
}

async function undeliveredIn(
  store: AuditStore,
  { unheard: _, ...query }: AuditQuery,
): Promise<readonly Recording[]> {
  const begun = await store.audit({ ...query, reasons: CARDS, limit: CARDS_SOUGHT });
  const heard = begun.filter(({ untold, ignoredBy }) => untold === null && ignoredBy === null);
  const all = await withIncidents(store, heard);
  return all.flatMap(({ recording, fault }) => (fault === null ? [] : [recording]));
}

/** The same with their incidents, and with what keeps these out of Slack. */
export async function withIncidents(
  store: AuditStore,
  recordings: readonly Recording[],
): Promise<readonly Audited[]> {
  const ids = new Set(recordings.flatMap(({ incident }) => incident ?? []));
  const found = await Promise.all(
    [...ids].map(async (id) => [id, await incidentAndFault(store, id)] as const),
  );
  const byId = new Map(found);
  const none = { incident: null, fault: null };
  return recordings.map((recording) => ({
    recording,
    ...(byId.get(recording.incident ?? '') ?? none),
  }));
}

async function incidentAndFault(
  store: AuditStore,
  id: string,
): Promise<Pick<Audited, 'incident' | 'fault'>> {
  const incident = (await store.incident(id)) ?? null;
  if (!incident || !wasTold(incident)) return { incident, fault: null };
  const delivery = await store.delivery(id);
  return { incident, fault: delivery?.card === null ? delivery.fault : null };
}
