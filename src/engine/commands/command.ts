import type { Actor } from '../../domain/actor.ts';
import type { IncidentAct, IncidentVerb } from '../../domain/command.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Refusal } from '../../domain/reason.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import type { Cause } from '../record.ts';

/** What a command is carried out with. */
export interface Asked {
  readonly draft: Draft;
  readonly incident: Incident;
  readonly actor: Actor;
  readonly now: Instant;
}

/** What a person asks for with one verb. */
export type ActOf<V extends IncidentVerb> = Extract<IncidentAct, { verb: V }>;

/** Carries out one verb: the incident as it is after it, or why not. */
export type Verb<V extends IncidentVerb> = (asked: Asked, act: ActOf<V>) => Incident | Refusal;

/** The cause of an entry that a person asked for. */
export function asked({ actor, now }: Asked): Cause {
  return { actor, at: now, reason: 'asked' };
}
