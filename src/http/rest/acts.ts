import { z } from 'zod';
import type { IncidentAct } from '../../domain/command.ts';
import type { Incident, MuteEnd } from '../../domain/incident.ts';
import { labelOf } from '../../domain/labels.ts';
import { SEVERITIES, severityOf } from '../../domain/severity.ts';
import { hours, type Instant, plus } from '../../domain/time.ts';
import { manyTimes } from '../../engine/rate.ts';
import type { HttpDeps } from '../deps.ts';
import { badRequest } from '../faults.ts';
import { text } from '../texts.ts';
import { endOf } from './body.ts';
import { ignore, merge } from './error-acts.ts';

/** So many more of something. */
const more = () => z.int().min(1).max(1_000_000_000);

/** What a body of `POST …/actions` may have; which of it is needed depends on the action. */
export const ActionBody = z.object({
  action: text(100),
  actor: text(100).optional(),
  user: text(100).nullish(),
  for: text(100).optional(),
  until: text(100).optional(),
  reason: text(3_000).optional(),
  text: text(3_000).optional(),
  severity: text(100).optional(),
  while_firing: z.enum(['reopen', 'mute']).optional(),
  in_next_release: z.boolean().optional(),
  occurrences: more().optional(),
  users: more().optional(),
  escalates: z.boolean().optional(),
  into: z.union([z.int().min(1), text(100)]).optional(),
});
type Body = z.infer<typeof ActionBody>;

/** What an action is about, and what reading its body needs. */
export interface Setting {
  readonly incident: Incident;
  readonly now: Instant;
  readonly person: HttpDeps['person'];
}

type Read = (body: Body, setting: Setting) => IncidentAct | Promise<IncidentAct>;

/** The actions of the API and what each makes of a body. */
const ACTIONS: Readonly<Record<string, Read>> = {
  acknowledge: () => ({ verb: 'acknowledge' }),
  unacknowledge: () => ({ verb: 'unacknowledge' }),
  assign,
  mute,
  unmute: () => ({ verb: 'unmute' }),
  ignore: (body, { now }) => ignore(body, now),
  merge,
  split: () => ({ verb: 'split' }),
  resolve,
  reopen: () => ({ verb: 'reopen' }),
  note: (body) => ({ verb: 'note', text: needed(body.text ?? body.reason, 'note', 'text') }),
  severity,
};

/** What a body asks to be done with an incident. */
export async function actFrom(body: Body, setting: Setting): Promise<IncidentAct> {
  const read = Object.hasOwn(ACTIONS, body.action) ? ACTIONS[body.action] : undefined;
  if (read) return read(body, setting);
  const known = Object.keys(ACTIONS).join(', ');
  const name = JSON.stringify(body.action);
  throw badRequest('unknown_action', `There is no action ${name}. Known: ${known}.`);
}

function needed(value: string | undefined, action: string, field: string): string {
  const trimmed = value?.trim() ?? '';
  if (trimmed !== '') return trimmed;
  throw badRequest('bad_request', `The action ${action} needs "${field}".`);
}

/** A null user takes the incident from whoever has it. */
async function assign(body: Body, { person }: Setting): Promise<IncidentAct> {
  if (body.user === null) return { verb: 'assign', to: null };
  const user = needed(body.user, 'assign', 'user');
  const to = await person(user);
  if (to) return { verb: 'assign', to };
  const message = `There is no user ${JSON.stringify(user)}: give a Slack user id or a name.`;
  throw badRequest('unknown_user', message);
}

/** What may stand in place of a time; each then ends the mute, as a resolve does anyway. */
const UNTIL: Readonly<Record<string, (incident: Incident) => readonly MuteEnd[]>> = {
  resolved: () => [],
  deploy: untilDeploy,
  '3x': (incident) => [{ when: 'rate', above: manyTimes(incident, 3) }],
};

function mute(body: Body, { incident, now }: Setting): IncidentAct {
  const reason = body.reason ?? body.text ?? '';
  const early = body.for === undefined && eventIn(body.until);
  if (early) return { verb: 'mute', until: null, reason, early: early(incident) };
  const until = endOf(body, now);
  if (until !== undefined) return { verb: 'mute', until, reason, early: [] };
  const events = Object.keys(UNTIL).map((event) => `"${event}"`);
  const message = `The action mute needs "for" (such as 2h) or "until" (a time, or one of ${events.join(', ')}).`;
  throw badRequest('bad_request', message);
}

function untilDeploy({ number, labels }: Incident): readonly MuteEnd[] {
  if (labelOf(labels, 'service') !== '') return [{ when: 'deploy' }];
  const message = `INC-${number} has no "service" label, which names the project whose deploy would end the mute.`;
  throw badRequest('bad_request', message);
}

function eventIn(until: string | undefined) {
  return until !== undefined && Object.hasOwn(UNTIL, until) ? UNTIL[until] : undefined;
}

/** While its alerts still fire, they stay mute for an hour where the body says nothing else. */
function resolve(body: Body, { now }: Setting): IncidentAct {
  const note = body.text ?? body.reason ?? '';
  const inNext = body.in_next_release === true && { inNextRelease: true };
  const act = { verb: 'resolve', note, ...inNext } as const;
  if (body.while_firing === 'reopen') return { ...act, whileFiring: 'reopen' };
  const muteUntil = endOf(body, now) ?? plus(now, hours(1));
  return { ...act, whileFiring: { muteUntil } };
}

function severity(body: Body): IncidentAct {
  const word = needed(body.severity, 'severity', 'severity');
  const found = severityOf(word);
  if (found) return { verb: 'severity', severity: found };
  const known = SEVERITIES.join(', ');
  throw badRequest('bad_request', `"severity" must be one of ${known}.`);
}
