import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check } from './check.ts';
import { everyNode } from './routes.ts';

type Keys = Omit<ConfigFile['route']['routes'][number], 'match' | 'continue' | 'routes'>;

/** What the settings of one route, each right by itself, make together. */
export const checkSettings: Check = ({ file }) => [
  ...settingsFaults(file.route, ['route']),
  ...everyNode(file).flatMap(({ route, path }) => settingsFaults(route, path)),
];

function settingsFaults({ notify_when, group_by }: Keys, path: Path): readonly Finding[] {
  return [
    ...(notify_when ? thresholdFaults(notify_when, [...path, 'notify_when']) : []),
    ...(group_by ? groupByFaults(group_by, [...path, 'group_by']) : []),
  ];
}

type NotifyWhen = NonNullable<Keys['notify_when']>;

/** Distinct users, and what happened within a time, are counted exactly up to so many. */
const MOST_COUNTED = 1_000;

function thresholdFaults(when: NotifyWhen, path: Path): readonly Finding[] {
  const { occurrences, users, within } = when;
  if (occurrences === undefined && users === undefined) return uncountedFaults(when, path);
  const both = 'Either occurrences or users can be counted, not both.';
  if (occurrences !== undefined && users !== undefined) return [{ path, wrong: both }];
  const key = users === undefined ? 'occurrences' : 'users';
  const amount = users ?? occurrences ?? 0;
  if (amount < 1) {
    return [
      countFault(
        [...path, key],
        `${amount} can never be reached by counting.`,
        'a whole number from 1',
      ),
    ];
  }
  const isCounted = users !== undefined || within !== undefined;
  if (!isCounted || amount <= MOST_COUNTED) return [];
  const wrong = `${amount} would never be reached: Quell counts ${key} up to ${MOST_COUNTED}.`;
  return [countFault([...path, key], wrong, `a whole number from 1 to ${MOST_COUNTED}`)];
}

/** A threshold that counts nothing must be met otherwise. */
function uncountedFaults(when: NotifyWhen, path: Path): readonly Finding[] {
  if (!when.first_seen && !when.regression && !when.escalating) {
    const wrong = 'Nothing would ever be enough: it counts nothing, and has no other condition.';
    return [{ path, isLack: true, wrong }];
  }
  if (when.within === undefined) return [];
  const wrong = 'The key within means nothing where neither occurrences nor users are counted.';
  return [
    {
      path: [...path, 'within'],
      onKey: true,
      wrong,
      expected: 'occurrences or users beside it',
      example: 'notify_when: {occurrences: 10, within: 5m}',
    },
  ];
}

function countFault(path: Path, wrong: string, expected: string): Finding {
  return { path, wrong, expected };
}

function groupByFaults(groupBy: readonly string[], path: Path): readonly Finding[] {
  const expected = "a list of labels, or ['...'] alone";
  if (groupBy.includes('...') && groupBy.length > 1) {
    const wrong = '... means every label, so that no other can be named beside it.';
    return [{ path, wrong, expected, example: "group_by: ['...']" }];
  }
  const twice = groupBy.findIndex((label, index) => groupBy.indexOf(label) < index);
  if (twice < 0) return [];
  const wrong = `The label ${groupBy[twice]} is named twice.`;
  return [{ path: [...path, twice], wrong, expected, example: 'group_by: [alertname, service]' }];
}
