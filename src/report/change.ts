import { formatMatcher, type Matcher } from '../domain/matcher.ts';
import type { Policy, Route, RouteSettings } from '../domain/policy.ts';
import type { Addition } from './suggestions/idea.ts';

/** A change of the configuration: what it makes of a policy, and what a person would paste where. */
export interface Change {
  readonly policy: Policy;
  readonly under: string;
  readonly lines: string;
}

/** For which alerts on which route something is added. */
export interface Target {
  readonly match: readonly Matcher[];
  /** The path of the route that they take. */
  readonly route: string;
}

const PLACE = 'the suggestion';

/** Adds something for the alerts that match, behind all that the configuration has there already. */
export function changeOf(policy: Policy, target: Target, addition: Addition): Change | null {
  const version = `${policy.version} with a suggestion`;
  if (addition.to === 'rules') {
    const rule = { place: PLACE, match: target.match, action: { type: 'ignore' } } as const;
    const rules = [...policy.rules, rule];
    return {
      policy: { ...policy, version, rules },
      under: 'rules',
      lines: linesOf(target, 'action: ignore'),
    };
  }
  const under = keyOf(policy.route, target.route);
  if (under === null) return null;
  const route = withRoute(policy.route, target, addition.settings);
  return { policy: { ...policy, version, route }, under, lines: linesOf(target, addition.line) };
}

/** The same tree, with one more route below the one that the alerts took: it inherits all else. */
function withRoute(route: Route, target: Target, settings: Partial<RouteSettings>): Route {
  const routes = route.routes.map((child) => withRoute(child, target, settings));
  if (route.path !== target.route) return { ...route, routes };
  const { match } = target;
  const path = [route.path, `{${match.map(formatMatcher).sort().join(',')}}`];
  const added: Route = {
    ...route,
    ...settings,
    path: path.filter(Boolean).join('/'),
    place: PLACE,
    match,
    goesOn: false,
    routes: [],
  };
  return { ...route, routes: [...routes, added] };
}

/** The key below which the routes of the route with this path stand; null: there is no such route. */
function keyOf(route: Route, path: string, key = 'route.routes'): string | null {
  if (route.path === path) return key;
  for (const [index, child] of route.routes.entries()) {
    const found = keyOf(child, path, `${key}[${index}].routes`);
    if (found !== null) return found;
  }
  return null;
}

function linesOf({ match }: Target, line: string): string {
  const matchers = match.map((matcher) => quoted(formatMatcher(matcher)));
  return `- match: [${matchers.join(', ')}]\n  ${line}`;
}

/** A text of YAML in single quotes, in which nothing but these and the file's variables mean anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''").replaceAll('$', '$$$$')}'`;
}
