import type { ErrorGroup, Release } from '../../domain/error-group.ts';
import type { Incident, Mute } from '../../domain/incident.ts';
import type { Draft } from '../draft.ts';
import { ownGroupOf } from '../errors/home-group.ts';
import { isToldEnvironment } from '../errors/quiet.ts';
import { isOfOtherProgram } from '../errors/releases.ts';
import { endAlertsOf, resolveIncident } from '../lifecycle.ts';
import { keep, QUELL } from '../record.ts';
import { type ActOf, type Asked, asked, type Verb } from './command.ts';

/** Why such an incident is muted. */
export const RESOLVED_WHILE_FIRING = 'resolved while alerts fired';

/**
 * It is over, says a person. While alerts still fire, their next firing may be kept from people for a time. Those of errors end
 * with it: each event is a firing of its own.
 */
export const resolve: Verb<'resolve'> = (request, act) => {
  const { draft, incident, actor, now } = request;
  if (incident.status === 'resolved') return 'already-resolved';
  const newest = newestRelease(request);
  if (act.inNextRelease && !incident.error) return 'not-an-error';
  if (act.inNextRelease && !newest) return 'no-release';
  const quiet = incident.error ? resolveError(request, act, newest) : incident;
  const release = newest ? { version: newest.version, inNext: act.inNextRelease ?? false } : null;
  const by = { at: now, by: actor, how: 'person', into: null, release, note: act.note } as const;
  return muted(request, resolveIncident(draft, quiet, by), act);
};

/**
 * Of the project whose error it is, or the last that the error came from, where the error has nothing to do with that one;
 * undefined: it names none, or this is none.
 */
function newestRelease({ draft, incident }: Asked): Release | undefined {
  const group = ownGroupOf(draft, incident);
  const newest = group && draft.errors.newestRelease(group.project);
  if (!newest || !isElsewhere(draft, newest, group)) return newest;
  return draft.errors.release({ project: group.project, version: group.lastRelease }) ?? newest;
}

/** It is of another program, or was deployed only where people are told of no errors. */
function isElsewhere(
  { policy }: Draft,
  { version, deploys }: Release,
  { lastRelease }: ErrorGroup,
): boolean {
  if (lastRelease === '') return false;
  if (isOfOtherProgram(version, lastRelease)) return true;
  const isTold = deploys.some(({ environment }) => isToldEnvironment(policy, environment));
  return deploys.length > 0 && !isTold;
}

/** Its next event begins anew, unless it is of a release that cannot have the fix. */
function resolveError(
  { draft, incident, actor, now }: Asked,
  { inNextRelease = false }: ActOf<'resolve'>,
  newest: Release | undefined,
): Incident {
  const group = ownGroupOf(draft, incident);
  const release = newest ? { version: newest.version, firstSeenAt: newest.firstSeenAt } : null;
  if (group) {
    const resolved = { at: now, by: actor, release, inNext: inNextRelease };
    draft.errors.putGroup({ ...group, resolved });
  }
  return endAlertsOf(draft, incident, now);
}

function muted(request: Asked, over: Incident, act: ActOf<'resolve'>): Incident {
  const { draft } = request;
  const mute = muteAfter(request, over, act);
  if (!mute) return over;
  if (mute.until !== null) draft.setTimer({ kind: 'mute-over', subject: over.id, at: mute.until });
  const what = { kind: 'muted', until: mute.until, why: mute.reason } as const;
  return keep(draft, { ...over, mute }, { ...asked(request), actor: QUELL }, what);
}

/** The mute that the resolve leaves behind; a longer one that is there already stays. */
function muteAfter(
  { actor, now }: Asked,
  over: Incident,
  { whileFiring }: ActOf<'resolve'>,
): Mute | null {
  if (whileFiring === 'reopen' || over.firingCount === 0) return null;
  const until = whileFiring.muteUntil;
  if (over.mute?.until && over.mute.until >= until) return null;
  const by = { by: actor, at: now, reason: RESOLVED_WHILE_FIRING };
  return { until, ignores: false, ...by, early: [], hidden: 0 };
}
