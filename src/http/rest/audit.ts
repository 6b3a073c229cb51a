import type { FastifyInstance } from 'fastify';
import type { Recording } from '../../domain/recording.ts';
import { auditText } from '../../engine/why/audit.ts';
import { type Audited, findAudited, withIncidents } from '../../flow/audit.ts';
import type { AuditQuery } from '../../store/store.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';
import { rfc3339 } from '../times.ts';
import { cursorOf, limitOf, momentOf, oneOf, type Query, queryOf } from './query.ts';

/** `GET /api/v1/audit`: what arrived, the newest first, and what became of it. */
export function audit(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/audit', async (request) => list(deps, queryOf(request)));
}

async function list(deps: HttpDeps, query: Query) {
  const from = cursorOf(query) ?? 0;
  const end = from + limitOf(query);
  const found = await stored(findAudited(deps.store, auditQuery(query, end + 1, deps)));
  const page = await stored(withIncidents(deps.store, found.slice(from, end)));
  return {
    entries: page.map((audited) => entryJson(audited, alertOf(audited.recording, found))),
    next_cursor: found.length > end ? String(end) : null,
  };
}

function auditQuery(query: Query, limit: number, { clock }: HttpDeps): AuditQuery {
  const [from, to] = [momentOf(query, 'from', clock.now()), momentOf(query, 'to', clock.now())];
  const text = query['q']?.trim();
  return {
    limit,
    unheard: oneOf(query, 'unheard', ['true', 'false']) === 'true',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(text && { text }),
  };
}

/** What was sent again says nothing itself: then what the same alert said at another time. */
function alertOf(recording: Recording, others: readonly Recording[]): Recording['alert'] {
  const same = ({ alert, key }: Recording) => alert !== null && key === recording.key;
  return recording.alert ?? others.find(same)?.alert ?? null;
}

function entryJson({ recording, incident, fault }: Audited, alert: Recording['alert']) {
  const undelivered = incident && fault !== null ? { channel: incident.channel, fault } : null;
  return {
    at: rfc3339(recording.at),
    last: rfc3339(recording.last),
    count: recording.count,
    title: alert?.content.title ?? incident?.title ?? null,
    labels: alert?.content.labels ?? incident?.labels ?? {},
    reason: recording.reason,
    untold: recording.untold ?? (undelivered && 'undelivered'),
    ignored_by: recording.ignoredBy,
    incident: incident?.number ?? null,
    text: auditText(recording, incident?.number ?? null, undelivered),
  };
}
