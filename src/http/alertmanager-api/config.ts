import { stringify } from 'yaml';
import { formatMatcher, type Matcher } from '../../domain/matcher.ts';
import type { InhibitRule, Policy, Route } from '../../domain/policy.ts';
import { formatDuration } from '../../domain/time.ts';
import { timeIntervals } from './config-intervals.ts';
import { receiversOf } from './receivers.ts';

const HEADER = `# Quell's configuration in Alertmanager's words. What those cannot say is left out: rules, thresholds, maintenance,
# storms, flapping, mentions and escalations.
`;

/** A policy as a configuration file of Alertmanager, as far as that has words for it. */
export function alertmanagerConfig(policy: Policy): string {
  const { route, inhibit, calendars } = policy;
  const parts = {
    global: { resolve_timeout: '5m' },
    route: rootFrom(route),
    inhibit_rules: inhibit.filter(canBeSaid).map(ruleFrom),
    time_intervals: timeIntervals(calendars),
    receivers: receiversOf(policy),
  };
  return HEADER + stringify(withoutEmpty(parts), { lineWidth: 0, aliasDuplicateObjects: false });
}

type Settings = Readonly<Record<string, unknown>>;

/** Alertmanager's root has no off-hours; a child that matches everything has them for it. */
function rootFrom(route: Route): Settings {
  if (route.muteDuring.length + route.activeDuring.length === 0) return routeFrom(route);
  const settings = { ...route, muteDuring: [], activeDuring: [], routes: [] };
  return { ...routeFrom(settings), routes: [routeFrom(route)] };
}

function routeFrom(route: Route): Settings {
  return withoutEmpty({
    receiver: route.channel,
    matchers: texts(route.match),
    continue: route.goesOn ? true : null,
    ...grouping(route.groupBy),
    group_wait: formatDuration(route.groupWait),
    // Alertmanager refuses these two when they are nothing.
    group_interval: route.groupInterval > 0 ? formatDuration(route.groupInterval) : null,
    repeat_interval: route.repeatInterval > 0 ? formatDuration(route.repeatInterval) : null,
    mute_time_intervals: route.muteDuring,
    active_time_intervals: route.activeDuring,
    routes: route.routes.map(routeFrom),
  });
}

function grouping(groupBy: Route['groupBy']): Settings {
  return { group_by: groupBy === 'all' ? ['...'] : [...new Set(groupBy.filter(isLabelName))] };
}

/** The names that Alertmanager's configuration takes. */
function isLabelName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}

/** A rule without one of its equal labels would inhibit more than it does. */
function canBeSaid({ equal }: InhibitRule): boolean {
  return equal.every(isLabelName);
}

function ruleFrom({ source, target, equal }: InhibitRule): Settings {
  const [source_matchers, target_matchers] = [texts(source), texts(target)];
  return withoutEmpty({ source_matchers, target_matchers, equal });
}

function texts(matchers: readonly Matcher[]): readonly string[] {
  return matchers.map(formatMatcher);
}

/** What is null or an empty list need not be said, except that nothing is grouped by. */
function withoutEmpty(settings: Settings): Settings {
  const said = Object.entries(settings).filter(
    ([name, value]) => value !== null && (name === 'group_by' || !isEmptyList(value)),
  );
  return Object.fromEntries(said);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
