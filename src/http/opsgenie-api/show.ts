import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameOf } from '../../domain/actor.ts';
import { type Incident, isMuted, isOpen } from '../../domain/incident.ts';
import { labelOf } from '../../domain/labels.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Instant } from '../../domain/time.ts';
import type { IntakeDeps } from '../take-in.ts';
import { rfc3339 } from '../times.ts';
import { answer, notFound } from './answers.ts';
import { aliasOf, identify, type Known } from './identify.ts';
import { senderOf } from './sender.ts';

/** `GET /v2/alerts/:identifier`: https://docs.opsgenie.com/docs/alert-api#get-alert */
export async function show(deps: IntakeDeps, request: FastifyRequest, reply: FastifyReply) {
  const [known] = await identify(deps, senderOf(deps, request), request);
  if (!known) throw notFound('Alert does not exist');
  return answer(reply, alertJson(known, deps.clock.now()));
}

const PRIORITIES: Readonly<Record<Severity, string>> = {
  critical: 'P1',
  error: 'P2',
  warning: 'P3',
  info: 'P5',
};

function alertJson({ incident, alert }: Known, now: Instant) {
  const { labels, annotations } = alert?.content ?? { labels: incident.labels, annotations: {} };
  return {
    id: incident.id,
    tinyId: String(incident.number),
    alias: aliasOf(alert) || incident.id,
    message: alert?.content.title ?? incident.title,
    description: incident.description,
    ...stateOf(incident, now),
    count: incident.occurrenceCount,
    createdAt: rfc3339(incident.openedAt),
    updatedAt: rfc3339(incident.lastSeenAt),
    lastOccurredAt: rfc3339(incident.lastSeenAt),
    source: labelOf(annotations, 'source'),
    entity: labelOf(labels, 'entity'),
    tags: labelOf(labels, 'tags').split(', ').filter(Boolean),
    priority: PRIORITIES[incident.severity],
    owner: incident.assignee?.name ?? '',
    responders: [],
    teams: [],
    actions: [],
    integration: { id: incident.source, name: incident.source, type: 'API' },
    report: reportOf(incident),
    details: { ...annotations, ...labels },
  };
}

/** What no longer fires is closed to its sender, though its incident may wait for a return. */
function stateOf(incident: Incident, now: Instant) {
  return {
    status: isOpen(incident) && incident.firingCount > 0 ? 'open' : 'closed',
    acknowledged: incident.status === 'acknowledged',
    isSeen: incident.status !== 'triggered',
    snoozed: isMuted(incident, now),
  };
}

function reportOf({ acknowledged, resolution }: Incident) {
  return {
    ...(acknowledged && { acknowledgedBy: nameOf(acknowledged.by) }),
    ...(resolution && { closedBy: nameOf(resolution.by) }),
  };
}
