import type { Command } from '../domain/command.ts';
import type { Outcome } from '../domain/decision.ts';
import type { Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { carryOut } from './commands/index.ts';
import type { Draft } from './draft.ts';
import { openByPerson } from './open-by-person.ts';
import { expireSilence, putSilence } from './put-silence.ts';

/** What a person's wish changes. */
export function onCommand(draft: Draft, command: Command, policy: Policy, now: Instant): Outcome {
  switch (command.type) {
    case 'incident':
      return onIncident(draft, command, policy, now);
    case 'open':
      return { type: 'done', incident: openByPerson(draft, command, policy.route, now) };
    case 'silence':
      return putSilence(draft, command, now);
    case 'unsilence':
      return expireSilence(draft, command.id, now);
  }
}

function onIncident(
  draft: Draft,
  command: Extract<Command, { type: 'incident' }>,
  { route }: Policy,
  now: Instant,
): Outcome {
  const incident = draft.incidentNumbered(command.number);
  if (!incident) return { type: 'refused', refusal: 'unknown-incident', incident: null };
  const after = carryOut({ draft, incident, actor: command.actor, now, route }, command.act);
  if (typeof after === 'string') return { type: 'refused', refusal: after, incident };
  return { type: 'done', incident: after };
}
