import { formatMatcher } from '../domain/matcher.ts';
import type { Recording } from '../domain/recording.ts';
import { auditText } from '../engine/why/audit.ts';
import { type Audited, findAudited, withIncidents } from '../flow/audit.ts';
import type { AuditQuery } from '../store/store.ts';
import type { Asker } from './asker.ts';
import { readAuditTime } from './audit-time.ts';
import { type AuditedAlert, auditAnswer } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Desk } from './desk.ts';

/** More than one answer has room for: an alert that is sent again and again is one line in it. */
const LOOKED_AT = 500;
/** The alerts that never became a card, and why: those with a text, of some time until now, or around a time of day. */
export async function auditOf(desk: Desk, asker: Asker, typed: string): Promise<MessageBody> {
  const wanted = await wantedBy(desk, asker, typed);
  const query = { ...wanted, unheard: true, limit: LOOKED_AT };
  const found = distinct(await findAudited(desk.store, query));
  return auditAnswer(typed, (await withIncidents(desk.store, found)).map(alertIn));
}

type Wanted = Pick<AuditQuery, 'from' | 'to' | 'text'>;

async function wantedBy({ clock, directory }: Desk, asker: Asker, typed: string): Promise<Wanted> {
  if (typed === '') return {};
  const timezone = (await directory.timezone(asker.userId)) ?? 'UTC';
  return readAuditTime(typed, { now: clock.now(), timezone }) ?? { text: typed };
}

/** The newest of each alert with the same fate. */
function distinct(recordings: readonly Recording[]): readonly Recording[] {
  const newest = new Map<string, Recording>();
  for (const recording of recordings) {
    const { key, reason, untold, ignoredBy, incident } = recording;
    const id = JSON.stringify([key, reason, untold, ignoredBy, incident]);
    if (!newest.has(id)) newest.set(id, recording);
  }
  return [...newest.values()];
}

function alertIn({ recording, incident, fault }: Audited): AuditedAlert {
  const { at, alert, reason, untold } = recording;
  const number = incident?.number ?? null;
  const undelivered = incident && fault !== null ? { channel: incident.channel, fault } : null;
  const labels = Object.entries(alert?.content.labels ?? incident?.labels ?? {});
  return {
    at,
    title: alert?.content.title ?? incident?.title ?? '',
    labels: labels.map(([name, value]) => formatMatcher({ name, operator: '=', value })).join(' '),
    reason: untold ?? (undelivered ? 'undelivered' : reason),
    sentence: auditText(recording, number, undelivered),
    incident: number,
  };
}
