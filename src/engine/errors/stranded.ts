import type { AlertKey, TrackedAlert } from '../../domain/alert.ts';
import type { ErrorGroupId } from '../../domain/error-group.ts';
import { isOpen, wasTold } from '../../domain/incident.ts';
import type { Route } from '../../domain/policy.ts';
import type { Draft } from '../draft.ts';
import { originOf } from '../identity.ts';
import { matchable } from '../matchable.ts';
import { routesOf } from '../route.ts';
import { knownTo } from './incidents-of.ts';

/** How an error is known. */
interface ErrorKeys {
  /** Of its alert on the first route. */
  readonly key: AlertKey;
  /** The one in which it counts; empty: nobody knows. */
  readonly group: ErrorGroupId;
}

/** A route that an event of an error takes, and the key under which it is followed there. */
export interface ErrorWay {
  readonly key: AlertKey;
  readonly route: Route;
  /** Whether it fires there already. */
  readonly fires: boolean;
}

/**
 * An error that is open goes on in its incident where a new configuration leads it along another route to the same channel: its
 * people know of it. The incident stays on the route that it began on, as those of monitors do.
 */
export function onOpenIncidents(
  draft: Draft,
  error: ErrorKeys,
  ways: readonly ErrorWay[],
): readonly ErrorWay[] {
  if (ways.every(({ fires }) => fires)) return ways;
  const free = new Map(strandedOf(draft, error, ways).map((alert) => [alert.key, alert]));
  return ways.map((way) => {
    if (way.fires) return way;
    const open = [...free.values()].find((alert) => isToldIn(draft, alert, way.route.channel));
    if (!open) return way;
    free.delete(open.key);
    return { ...way, key: open.key, fires: true };
  });
}

/** The alerts of an error that fire on a route which what they say leads to no longer. */
function strandedOf(
  draft: Draft,
  error: ErrorKeys,
  ways: readonly ErrorWay[],
): readonly TrackedAlert[] {
  const { route: root } = draft.policy;
  const taken = new Set(ways.flatMap(({ key, fires }) => (fires ? [key] : [])));
  return firingOf(draft, error).filter((alert) => {
    const routes = routesOf(matchable(alert.content), root);
    return !taken.has(alert.key) && !routes.some(({ path }) => path === alert.route);
  });
}

/** Where an error fires, also on routes that the configuration has no longer. */
function firingOf(draft: Draft, { key, group: id }: ErrorKeys): readonly TrackedAlert[] {
  const group = draft.errors.group(id);
  const firing = group ? knownTo(group).flatMap((incident) => draft.firingOf(incident)) : [];
  return firing.filter((alert) => originOf(alert.key) === key);
}

function isToldIn(draft: Draft, { incident: id }: TrackedAlert, channel: string): boolean {
  const incident = draft.incident(id);
  if (!incident || !isOpen(incident) || !wasTold(incident)) return false;
  return incident.channel === channel;
}
