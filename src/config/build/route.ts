import type { Matcher } from '../../domain/matcher.ts';
import {
  ERROR_CONDITIONS,
  type ErrorCondition,
  type Route,
  type RouteSettings,
  type Threshold,
} from '../../domain/policy.ts';
import { canonical } from '../checks/reach.ts';
import type { Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { PlaceOf } from './place.ts';

type RootFile = ConfigFile['route'];
type RouteFile = RootFile['routes'][number];

/** The route tree, with all that is inherited filled in. */
export function routeTree({ route, slack }: ConfigFile, placeOf: PlaceOf): Route {
  const settings = rootSettings(route, slack.default_channel);
  const path = ['route'];
  const root = { ...settings, path: '', place: placeOf(path), match: [], goesOn: false };
  return { ...root, routes: routesBelow(route.routes, { at: path, route: root, placeOf }) };
}

interface Above {
  readonly at: Path;
  readonly route: RouteSettings & Pick<Route, 'path'>;
  readonly placeOf: PlaceOf;
}

function routesBelow(routes: readonly RouteFile[] = [], above: Above): readonly Route[] {
  return routes.map((route, index) => {
    const at = [...above.at, 'routes', index];
    const own = {
      ...inherited(above.route, route),
      path: [above.route.path, ownPath(route.match)].filter(Boolean).join('/'),
      place: above.placeOf(at),
      match: route.match,
      goesOn: route.continue,
    };
    return { ...own, routes: routesBelow(route.routes, { ...above, at, route: own }) };
  });
}

/** The same for the same matchers in any order: `{severity="critical"}`. */
function ownPath(match: readonly Matcher[]): string {
  return `{${canonical(match)}}`;
}

function rootSettings(route: RootFile, channel: string): RouteSettings {
  return {
    channel: route.channel ?? channel,
    groupBy: groupBy(route.group_by),
    groupWait: route.group_wait,
    groupInterval: route.group_interval,
    repeatInterval: route.repeat_interval,
    resolveAfter: route.resolve_after,
    reopenWithin: route.reopen_within,
    expireAfter: route.expire_after,
    notifyWhen: threshold(route.notify_when),
    mention: route.mention || null,
    escalation: route.escalation || null,
    muteDuring: route.mute_time_intervals,
    activeDuring: route.active_time_intervals,
  };
}

function inherited(above: RouteSettings, own: RouteFile): RouteSettings {
  const { escalation = above.escalation, mention = above.mention } = own;
  return {
    channel: own.channel ?? above.channel,
    groupBy: own.group_by ? groupBy(own.group_by) : above.groupBy,
    ...inheritedTimes(above, own),
    notifyWhen: own.notify_when ? threshold(own.notify_when) : above.notifyWhen,
    mention: mention || null,
    escalation: escalation || null,
    muteDuring: own.mute_time_intervals ?? above.muteDuring,
    activeDuring: own.active_time_intervals ?? above.activeDuring,
  };
}

function inheritedTimes(above: RouteSettings, own: RouteFile) {
  return {
    groupWait: own.group_wait ?? above.groupWait,
    groupInterval: own.group_interval ?? above.groupInterval,
    repeatInterval: own.repeat_interval ?? above.repeatInterval,
    resolveAfter: own.resolve_after ?? above.resolveAfter,
    reopenWithin: own.reopen_within ?? above.reopenWithin,
    expireAfter: own.expire_after ?? above.expireAfter,
  };
}

function groupBy(labels: readonly string[]): RouteSettings['groupBy'] {
  return labels.includes('...') ? 'all' : labels;
}

function threshold(when: RootFile['notify_when']): Threshold {
  const { users, occurrences = null } = when;
  const counted = { within: when.within ?? null, errors: conditions(when) };
  return users === undefined
    ? { of: 'occurrences', count: occurrences, ...counted }
    : { of: 'users', count: users, ...counted };
}

function conditions(when: RootFile['notify_when']): readonly ErrorCondition[] {
  const isWanted = {
    'first-seen': when.first_seen,
    regression: when.regression,
    escalating: when.escalating,
  };
  return ERROR_CONDITIONS.filter((condition) => isWanted[condition]);
}
