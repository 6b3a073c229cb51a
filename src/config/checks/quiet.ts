import type { ConfigFile } from '../schema/file.ts';
import type { Check } from './check.ts';
import { everyRoute, type Inheriting, type RouteKeys } from './inherited.ts';

/** Routes that are muted whenever they are active. */
export const checkCalendars: Check = ({ file }) =>
  everyRoute(file).flatMap((route) => {
    const { path, own } = route;
    const key = own.active_time_intervals ? 'active_time_intervals' : 'mute_time_intervals';
    if (!own[key] || !isNeverTold(route, file)) return [];
    return [
      {
        path: [...path, key],
        wrong: 'Nobody would ever be told: all active_time_intervals are mute_time_intervals too.',
        expected: 'times in which the route is active and not muted',
        example: '',
      },
    ];
  });

/** Calendars of other names may have the same times. */
function isNeverTold({ mute, active }: Inheriting, { time_intervals }: ConfigFile): boolean {
  const timesOf = (names: readonly string[]) =>
    time_intervals
      .filter(({ name }) => names.includes(name))
      .flatMap((each) => each.time_intervals.map((interval) => JSON.stringify(interval)));
  const muted = new Set(timesOf(mute));
  const times = timesOf(active);
  return times.length > 0 && times.every((interval) => muted.has(interval));
}

/** Repeated calls where nobody is called at all. */
export const idleRepeats: Check = ({ file, isWritten }) =>
  everyRoute(file).flatMap(({ path, own, mention }) => {
    const at = [...path, 'repeat_interval'];
    if (!isWritten(at) || calls(own, mention)) return [];
    const wrong = 'Nothing is ever repeated here: there is no mention that calls somebody.';
    return [{ path: at, wrong, expected: '', example: 'mention: "@oncall"' }];
  });

/** Whether anybody is called by the route, or by one below it that has its interval. */
function calls({ routes = [] }: RouteKeys, mention: RouteKeys['mention'] | null): boolean {
  if (mention) return true;
  return routes.some(
    (each) => each.repeat_interval === undefined && calls(each, each.mention ?? mention),
  );
}

const TELL_USERS = [
  ...['json', 'sentry-sdk', 'rollbar-sdk', 'python-logging'],
  ...['sentry', 'rollbar', 'wazuh', 'mail'],
];

/** Thresholds of users where no sender is known that tells any. */
export const unheardUsers: Check = ({ file }) => {
  if (file.sources.some(({ type }) => TELL_USERS.includes(type))) return [];
  return everyRoute(file).flatMap(({ path, own }) => {
    if (own.notify_when?.users === undefined) return [];
    const wrong =
      'Only errors, and senders of type json (in the field user), tell users, and sources names none of these: what all others send never counts here.';
    return [{ path: [...path, 'notify_when', 'users'], wrong, expected: '', example: '' }];
  });
};
