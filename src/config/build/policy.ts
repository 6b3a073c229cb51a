import { createHash } from 'node:crypto';
import type { TimeInterval, Window } from '../../domain/calendar.ts';
import type { ErrorPolicy, Maintenance, Policy, Rule } from '../../domain/policy.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { PlaceOf } from './place.ts';
import { routeTree } from './route.ts';

/** What a valid file says about deciding. */
export function toPolicy(file: ConfigFile, placeOf: PlaceOf): Policy {
  const policy = {
    rules: file.rules.map((rule, index) => ruleOf(rule, placeOf(['rules', index]))),
    route: routeTree(file, placeOf),
    inhibit: file.inhibit.map((rule, index) => ({ ...rule, place: placeOf(['inhibit', index]) })),
    maintenance: file.maintenance.map((work, index) =>
      maintenanceOf(work, placeOf(['maintenance', index]), file.timezone),
    ),
    calendars: calendarsOf(file),
    storm: file.storm || null,
    flapping: file.flapping || null,
    escalations: file.escalations,
    errors: errorPolicy(file.errors, placeOf),
  };
  return { version: versionOf(policy), ...policy };
}

function versionOf(policy: Omit<Policy, 'version'>): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 12);
}

function ruleOf({ match, set, action }: ConfigFile['rules'][number], place: string): Rule {
  if (action === 'ignore') return { place, match, action: { type: 'ignore' } };
  const { labels = {}, severity = null, title = null } = set ?? {};
  return { place, match, action: { type: 'set', labels, severity, title } };
}

function errorPolicy(
  { fingerprints, environments, keep }: ConfigFile['errors'],
  placeOf: PlaceOf,
): ErrorPolicy {
  const rules = fingerprints.map((rule, index) => {
    return { ...rule, place: placeOf(['errors', 'fingerprints', index]) };
  });
  return { fingerprints: rules, environments, keep };
}

function maintenanceOf(
  work: ConfigFile['maintenance'][number],
  place: string,
  timezone: string,
): Maintenance {
  return { name: work.name ?? place, place, match: work.match, window: windowOf(work, timezone) };
}

function windowOf(work: ConfigFile['maintenance'][number], timezone: string): Window {
  const { start, end, cron, duration } = work;
  if (cron !== undefined && duration !== undefined) {
    return { type: 'cron', cron, duration, timezone: work.timezone ?? timezone };
  }
  if (start !== undefined && end !== undefined) {
    return { type: 'once', startsAt: start, endsAt: end };
  }
  throw new Error('Planned work without a time was not refused.');
}

function calendarsOf(file: ConfigFile): Policy['calendars'] {
  return Object.fromEntries(
    file.time_intervals.map(({ name, time_intervals }) => [
      name,
      time_intervals.map((interval) => intervalOf(interval, file.timezone)),
    ]),
  );
}

type Interval = ConfigFile['time_intervals'][number]['time_intervals'][number];

function intervalOf(interval: Interval, timezone: string): TimeInterval {
  return {
    times: interval.times ?? [],
    weekdays: interval.weekdays ?? [],
    daysOfMonth: interval.days_of_month ?? [],
    months: interval.months ?? [],
    years: interval.years ?? [],
    timezone: interval.location ?? timezone,
  };
}
