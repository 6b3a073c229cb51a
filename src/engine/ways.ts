import type { Alert, AlertKey, TrackedAlert } from '../domain/alert.ts';
import { labelOf } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';
import type { Draft } from './draft.ts';
import type { Noted } from './errors/note.ts';
import { type ErrorWay, onOpenIncidents } from './errors/stranded.ts';
import { furtherKey } from './identity.ts';
import { matchable } from './matchable.ts';
import { routeOf, routesOf } from './route.ts';
import type { Ruled } from './rules.ts';

/** An alert on one of its ways: after the rules, along a route. */
export interface Followed {
  readonly key: AlertKey;
  readonly ruled: Ruled;
  readonly route: Route;
  readonly alsoAs: readonly AlertKey[];
  /** What an event of an error is in the history of its incident there; null: it is none. */
  readonly noted: Noted | null;
}

/** All ways of an alert, the first one first. */
export type Ways = readonly [Followed, ...Followed[]];

/** The ways on which an alert is followed, each under a key of its own. */
export function waysOf(
  draft: Draft,
  key: AlertKey,
  ruled: Ruled,
  known: TrackedAlert | undefined,
): Ways {
  return isOfError(ruled.alert)
    ? waysOfError(draft, key, ruled)
    : waysOfAlert(draft, key, ruled, known);
}

/** Whether it is an event of an error, or the recording of one, which leaves out what was reported. */
export function isOfError({ content, event, incidentKey }: Alert): boolean {
  if (!event) return false;
  const group = labelOf(content.labels, 'exception_group');
  return event.error !== undefined || (group !== '' && group === incidentKey);
}

/**
 * The ways that an event of an error takes. Its events differ in level, release and tags, and it fires for ever: each event goes
 * where the routes lead it, and those of one route are followed under one key.
 */
function waysOfError(draft: Draft, key: AlertKey, ruled: Ruled): Ways {
  const routes = routesOf(matchable(ruled.alert.content), draft.policy.route);
  const [first = errorWay(draft, key, draft.policy.route, true), ...further] = onOpenIncidents(
    draft,
    { key, group: ruled.alert.incidentKey ?? '' },
    routes.map((route, place) => errorWay(draft, key, route, place === 0)),
  );
  const alsoAs = further.map((each) => each.key);
  return [
    { key: first.key, route: first.route, ruled, alsoAs, noted: null },
    ...further.map((each) => ({ ...each, ruled, alsoAs: [], noted: null })),
  ];
}

/** A route with the key under which it is followed there already, or else is from now on. */
function errorWay(draft: Draft, key: AlertKey, route: Route, isFirst: boolean): ErrorWay {
  const known = draft.alert(key);
  const isTaken = known?.status === 'firing';
  if (isTaken && known.route === route.path) return { key, route, fires: true };
  const other = furtherKey(key, route);
  const fires = draft.alert(other)?.status === 'firing';
  return { key: isTaken || !isFirst || fires ? other : key, route, fires };
}

/** The ways that an alert takes: those it is on while it fires, else those that the routes give it. */
function waysOfAlert(
  draft: Draft,
  key: AlertKey,
  ruled: Ruled,
  known: TrackedAlert | undefined,
): Ways {
  const [first = draft.policy.route, ...others] = routesOf(
    matchable(ruled.alert.content),
    draft.policy.route,
  );
  const further = others.map((route) => ({ key: furtherKey(key, route), route }));
  const stays = known?.status === 'firing';
  const alsoAs = stays ? known.alsoAs : further.map((each) => each.key);
  const ways = stays ? alsoAs.map((also) => ({ key: also, route: wayOf(draft, also) })) : further;
  return [
    { key, ruled, route: first, alsoAs, noted: null },
    ...ways.map((way) => ({ ...way, ruled, alsoAs: [], noted: null })),
  ];
}

function wayOf(draft: Draft, key: AlertKey): Route {
  return routeOf(draft.policy, draft.alert(key) ?? { route: '' });
}
