import { nameOf } from '../domain/actor.ts';
import type { Command } from '../domain/command.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import { emptyIncident } from './blank.ts';
import { ensureCalls } from './calling.ts';
import type { Draft } from './draft.ts';
import { watchForExpiry } from './lifecycle.ts';
import { keep } from './record.ts';

/** The source of incidents that people open. */
const BY_PERSON = 'person';

/** Opens an incident that no alert stands behind; everybody is told of it. */
export function openByPerson(
  draft: Draft,
  command: Extract<Command, { type: 'open' }>,
  now: Instant,
): Incident {
  const { title, severity, description } = command;
  const empty = emptyIncident(draft, now);
  const { route } = draft.policy;
  const opened = draft.openIncident({
    ...empty,
    groupKey: `${BY_PERSON}\0${empty.id}`,
    title,
    description,
    severity,
    alertSeverity: severity,
    labels: {},
    source: BY_PERSON,
    openedBy: nameOf(command.actor),
    channel: command.channel ?? route.channel,
    route: route.path,
    toldAt: now,
    cardRevision: 1,
    detailsRevision: description.includes('\n') ? 1 : 0,
  });
  watchForExpiry(draft, opened, now);
  const cause = { actor: command.actor, at: now, reason: 'opened' } as const;
  const recorded = keep(draft, opened, cause, { kind: 'opened', title, severity });
  return ensureCalls(draft, recorded, now);
}
