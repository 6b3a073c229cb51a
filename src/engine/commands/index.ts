import type { IncidentAct } from '../../domain/command.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Refusal } from '../../domain/reason.ts';
import { acknowledge } from './acknowledge.ts';
import { assign } from './assign.ts';
import { change } from './change.ts';
import type { Asked } from './command.ts';
import { ignore } from './ignore.ts';
import { merge } from './merge.ts';
import { mute } from './mute.ts';
import { fix, note, pin } from './note.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { refresh, severity } from './severity.ts';
import { split } from './split.ts';
import { unacknowledge } from './unacknowledge.ts';
import { unmute } from './unmute.ts';

type Handler = (asked: Asked, act: never) => Incident | Refusal;

/** Every verb that a person can use on an incident. */
const verbs = {
  acknowledge,
  unacknowledge,
  assign,
  mute,
  unmute,
  ignore,
  merge,
  split,
  resolve,
  reopen,
  note,
  fix,
  pin,
  change,
  severity,
  refresh,
} satisfies Record<IncidentAct['verb'], Handler>;

/** Carries out what a person asks for: the incident as it is after it, or why not. */
export function carryOut(asked: Asked, act: IncidentAct): Incident | Refusal {
  // Each verb takes the act of its own name, which is the one that is looked up.
  const handler = verbs[act.verb] as (asked: Asked, act: IncidentAct) => Incident | Refusal;
  return handler(asked, act);
}
