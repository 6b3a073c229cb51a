import type { Command } from '../domain/command.ts';
import type { Outcome } from '../domain/decision.ts';
import { isMuted } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import { carryOut } from './commands/index.ts';
import type { Draft } from './draft.ts';
import { endMute } from './end-mute.ts';
import { onFeedback } from './errors/on-feedback.ts';
import { putRelease } from './errors/release-rows.ts';
import { hear } from './hearing.ts';
import { openByPerson } from './open-by-person.ts';
import { expireSilence, putSilence } from './put-silence.ts';

/** What a person's wish changes. */
export function onCommand(draft: Draft, command: Command, now: Instant): Outcome {
  switch (command.type) {
    case 'incident':
      return onIncident(draft, command, now);
    case 'open':
      return { type: 'done', incident: openByPerson(draft, command, now) };
    case 'silence':
      return putSilence(draft, command, now);
    case 'unsilence':
      return expireSilence(draft, command.id, now);
    case 'deployed':
      return onDeployed(draft, command, now);
    case 'release':
      putRelease(draft, command.release);
      return { type: 'passed' };
    case 'feedback':
      return onFeedback(draft, command, now);
  }
}

function onIncident(
  draft: Draft,
  command: Extract<Command, { type: 'incident' }>,
  now: Instant,
): Outcome {
  const incident = draft.incidentNumbered(command.number);
  if (!incident) return { type: 'refused', refusal: 'unknown-incident', incident: null };
  const after = carryOut({ draft, incident, actor: command.actor, now }, command.act);
  if (typeof after === 'string') return { type: 'refused', refusal: after, incident };
  return { type: 'done', incident: after };
}

/** Mutes that wait for a deploy of this project end. */
function onDeployed(
  draft: Draft,
  { actor, project }: Extract<Command, { type: 'deployed' }>,
  now: Instant,
): Outcome {
  for (const incident of draft.mutedUntilDeploy(project)) {
    const early = incident.mute?.early.find(({ when }) => when === 'deploy');
    const cause = { actor, at: now, reason: 'mute-over' } as const;
    if (early && isMuted(incident, now)) hear(draft, endMute(draft, incident, cause, early), cause);
  }
  return { type: 'passed' };
}
