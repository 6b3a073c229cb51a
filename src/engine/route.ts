import type { Incident } from '../domain/incident.ts';
import type { Labels } from '../domain/labels.ts';
import type { Policy, Route } from '../domain/policy.ts';
import { matchesAll } from './matchers.ts';

/** The routes that an alert takes: the deepest that match, the first one unless it goes on to the next. */
export function routesOf(labels: Labels, route: Route): readonly Route[] {
  const found: Route[] = [];
  for (const child of route.routes) {
    if (!matchesAll(child.match, labels)) continue;
    found.push(...routesOf(labels, child));
    if (!child.goesOn) break;
  }
  return found.length > 0 ? found : [route];
}

const byPath = new WeakMap<Policy, ReadonlyMap<string, Route>>();

/** The route of an incident; the root where the configuration has it no longer. */
export function routeOf(policy: Policy, { route }: Pick<Incident, 'route'>): Route {
  const paths = byPath.get(policy) ?? pathsOf(policy);
  return paths.get(route) ?? policy.route;
}

function pathsOf(policy: Policy): ReadonlyMap<string, Route> {
  const paths = new Map(everyRoute(policy.route).map((route) => [route.path, route]));
  byPath.set(policy, paths);
  return paths;
}

/** A route and all below it. */
export function everyRoute(route: Route): readonly Route[] {
  return [route, ...route.routes.flatMap(everyRoute)];
}
