import type { Command } from '../../domain/command.ts';
import type { Outcome } from '../../domain/decision.ts';
import { isMuted } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import { keep, tell } from '../record.ts';
import { homeGroup } from './home-group.ts';

/** What a user wrote goes into the thread of the error that struck them; where there is none, it goes nowhere. */
export function onFeedback(
  draft: Draft,
  { actor, group, text }: Extract<Command, { type: 'feedback' }>,
  now: Instant,
): Outcome {
  const id = homeGroup(draft, group)?.incident ?? null;
  const incident = id === null ? undefined : draft.incident(id);
  if (!incident) return { type: 'passed' };
  const record = isMuted(incident, now) ? keep : tell;
  const cause = { actor, at: now, reason: 'asked' } as const;
  return { type: 'done', incident: record(draft, incident, cause, { kind: 'feedback', text }) };
}
