import { type Incident, isMuted, isOpen } from '../../domain/incident.ts';
import type { IncidentQuery } from '../store.ts';

/** The incidents that a query asks for, the newest first. */
export function select(incidents: Iterable<Incident>, query: IncidentQuery): readonly Incident[] {
  return [...incidents]
    .filter((incident) => CONDITIONS.every((holds) => holds(incident, query)))
    .sort((a, b) => b.number - a.number)
    .slice(0, query.limit);
}

/** Each holds where the query does not ask for it. */
const CONDITIONS: readonly ((incident: Incident, query: IncidentQuery) => boolean)[] = [
  (incident, { status, now }) => status === undefined || hasStatus(incident, status, now),
  ({ withheld }, { hideWithheld }) => !hideWithheld || withheld === null || withheld === 'storm',
  ({ withheld, withheldBy }, { storm }) =>
    storm === undefined || (withheld === 'storm' && withheldBy === storm),
  (incident, { severity }) => severity === undefined || incident.severity === severity,
  (incident, { assignee }) => assignee === undefined || incident.assignee?.id === assignee,
  ({ lastSeenAt }, { since }) => since === undefined || lastSeenAt >= since,
  ({ openedAt }, { openedSince }) => openedSince === undefined || openedAt >= openedSince,
  ({ openedAt }, { openedBefore }) => openedBefore === undefined || openedAt < openedBefore,
  ({ number }, { below }) => below === undefined || number < below,
  (incident, { text }) => text === undefined || contains(incident, text.toLowerCase()),
];

function hasStatus(
  incident: Incident,
  status: NonNullable<IncidentQuery['status']>,
  now: IncidentQuery['now'],
): boolean {
  if (status === 'open') return isOpen(incident);
  if (status === 'muted') return isOpen(incident) && isMuted(incident, now);
  return incident.status === status;
}

function contains(incident: Incident, text: string): boolean {
  const texts = [incident.title, incident.description, ...Object.values(incident.labels)];
  return texts.some((part) => part.toLowerCase().includes(text));
}
