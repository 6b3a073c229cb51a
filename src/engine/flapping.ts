import { type Incident, isMuted } from '../domain/incident.ts';
import type { FlappingLimit } from '../domain/policy.ts';
import { type Instant, instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { keep, QUELL, redraw, tell } from './record.ts';

/**
 * An incident went from firing to all-resolved, or back. Past the limit it is flapping: told once, and open with its changes
 * held until it is quiet.
 */
export function turn(draft: Draft, incident: Incident, at: Instant): Incident {
  const limit = draft.policy.flapping;
  if (!limit) return draft.putIncident(incident);
  const turns = [...recent(incident.turns, limit, at), at].slice(-limit.changes - 2);
  const turned = { ...incident, turns };
  if (incident.flapping) return held(draft, turned, limit, at);
  const isBack = incident.firingCount > 0;
  return isBack && turns.length > limit.changes
    ? begin(draft, turned, limit, at)
    : draft.putIncident(turned);
}

function recent(turns: readonly Instant[], { within }: FlappingLimit, at: Instant) {
  const from = instant(at - within);
  return turns.filter((time) => time > from);
}

function held(draft: Draft, incident: Incident, limit: FlappingLimit, at: Instant): Incident {
  const { flapping } = incident;
  if (!flapping) return incident;
  watchForQuiet(draft, incident, limit, at);
  const changes = flapping.changes + 1;
  return draft.putIncident(redraw({ ...incident, flapping: { ...flapping, changes } }));
}

function begin(draft: Draft, incident: Incident, limit: FlappingLimit, at: Instant): Incident {
  draft.clearTimer('resolve', incident.id);
  watchForQuiet(draft, incident, limit, at);
  const changes = incident.turns.length;
  const told = incident.audibleCount > 0 && !isMuted(incident, at);
  const { within, quiet } = limit;
  const marked = redraw({
    ...incident,
    resolvesAt: null,
    flapping: { since: incident.turns[0] ?? at, told, changes },
  });
  const record = told ? tell : keep;
  const what = { kind: 'flapping', changes, within, quiet } as const;
  return record(draft, marked, { actor: QUELL, at, reason: 'flapping' }, what);
}

/** Sets the time at which it is steady when nothing changes until then. */
export function watchForQuiet(
  draft: Draft,
  incident: Incident,
  { quiet }: FlappingLimit,
  from: Instant,
): void {
  draft.setTimer({ kind: 'steady', subject: incident.id, at: plus(from, quiet) });
}
