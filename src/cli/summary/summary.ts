import type { Settings } from '../../config/settings.ts';
import { wrapped } from '../../config/show.ts';
import type { Escalation, Policy } from '../../domain/policy.ts';
import { formatDuration } from '../../domain/time.ts';
import { routeLines } from './routes.ts';

/** What the configuration means, for people. */
export function summary(settings: Settings): string {
  const rows = [...policyRows(settings.policy), ...otherRows(settings)];
  const table = rows.flatMap(([name, value]) => row(name, value));
  return ['Routes', ...routeLines(settings.policy.route), '', ...table].join('\n');
}

type Row = readonly [name: string, value: string];

function row(name: string, value: string): readonly string[] {
  const [first = '', ...more] = wrapped(value, ' '.repeat(16));
  return [`${name.padEnd(16)}${first.trimStart()}`, ...more];
}

function policyRows(policy: Policy): readonly Row[] {
  const { storm, flapping } = policy;
  return [
    ['Rules', rules(policy.rules)],
    ['Inhibitions', String(policy.inhibit.length)],
    ['Maintenance', list(policy.maintenance.map(({ name }) => name))],
    ['Time intervals', list(Object.keys(policy.calendars))],
    ['Escalations', list(policy.escalations.map(escalation))],
    ['Storm', storm ? `past ${storm.incidents} cards in ${formatDuration(storm.within)}` : 'never'],
    [
      'Flapping',
      flapping
        ? `past ${flapping.changes} changes in ${formatDuration(flapping.within)}, until quiet for ${formatDuration(flapping.quiet)}`
        : 'never',
    ],
  ];
}

function otherRows({ sources, retention, report, errors, policy }: Settings): readonly Row[] {
  return [
    ['Sources', list(sources.map(({ name, type }) => `${name} (${type})`))],
    ['Errors', errorsText(policy.errors, errors)],
    [
      'Kept',
      `resolved incidents ${formatDuration(retention.resolved)}, occurrences ${formatDuration(retention.occurrences)}, events of errors ${formatDuration(retention.events)}`,
    ],
    ['Report', report.weekly ? reportTime(report) : 'none'],
  ];
}

function rules(all: Policy['rules']): string {
  const ignoring = all.filter(({ action }) => action.type === 'ignore').length;
  if (all.length === 0) return '0';
  return `${all.length}: ${ignoring} to ignore, ${all.length - ignoring} to change alerts`;
}

function errorsText(
  { environments, fingerprints, keep }: Policy['errors'],
  { log, perProject }: Settings['errors'],
): string {
  const told = environments.length === 0 ? 'of no environment' : `of ${environments.join(', ')}`;
  return [
    `people are told ${told}`,
    fingerprints.length === 1 ? '1 fingerprint rule' : `${fingerprints.length} fingerprint rules`,
    `the newest ${keep} of each group and ${perProject} of a project are kept`,
    ...(log === null ? [] : [`logged to ${log}`]),
  ].join('; ');
}

function escalation({ name, steps }: Escalation): string {
  const shown = steps.map(({ after, notify }) => `${notify} after ${formatDuration(after)}`);
  return `${name} (${shown.join(', ')})`;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function reportTime({ day, minute, timezone, channel }: Settings['report']): string {
  const time = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'));
  return `${DAYS[day]} ${time.join(':')} ${timezone}, ${channel ?? 'each channel its own'}`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? '0' : `${names.length}: ${names.join(', ')}`;
}
