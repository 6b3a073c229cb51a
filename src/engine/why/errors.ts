import type { ErrorGroup } from '../../domain/error-group.ts';
import {
  type Incident,
  isOpen,
  type Resolution,
  type Sighting,
  wasTold,
} from '../../domain/incident.ts';
import type { ErrorCondition, Threshold } from '../../domain/policy.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { routeOf } from '../route.ts';
import type { Evidence } from './evidence.ts';
import { countOf, lengthOf, line } from './line.ts';

/** So much of a group's name tells it from others. */
const SHORT = 11;
/** So many of those that were merged are named. */
const NAMED = 5;

/** Why these errors are one group, what was merged into it, and what brings it back once it is resolved. */
export function errorGroupLines(
  { group, merged }: NonNullable<Evidence['error']>,
  incident: Incident,
): readonly TraceLine[] {
  const { number } = incident;
  return [
    line('opened', `INC-${number} is a group of its own, `, ...because(group)),
    ...merged.slice(0, NAMED).map(mergedLine),
    ...(merged.length > NAMED
      ? [line('merged', `and ${countOf(merged.length - NAMED, 'more error group')}`)]
      : []),
    ...resolvedLines(resolutionOf(group, incident)),
  ];
}

/** The group's name, shortened, and what makes its errors alike. */
function because({ because: why, id }: ErrorGroup): readonly TracePart[] {
  return [{ code: id.slice(0, SHORT) }, why === '' ? '' : `. ${withoutStop(why)}`];
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function mergedLine({ title, culprit, because: why }: ErrorGroup): TraceLine {
  const where: readonly TracePart[] = culprit === '' ? [] : [' at ', { code: culprit }];
  return line(
    'merged',
    'A person merged in ',
    { code: title },
    ...where,
    `. On its own: ${withoutStop(why)}`,
  );
}

type Resolved = Pick<Resolution, 'at' | 'release'>;

/** In what it was resolved itself, or else its group on another route; null: it is open. */
function resolutionOf({ resolved }: ErrorGroup, incident: Incident): Resolved | null {
  const own = incident.resolution;
  if (own?.how === 'person') return own;
  if (isOpen(incident) || !resolved) return null;
  const { release, inNext, at } = resolved;
  return { at, release: release && { version: release.version, inNext } };
}

function resolvedLines(resolved: Resolved | null): readonly TraceLine[] {
  if (!resolved) return [];
  const { release, at } = resolved;
  if (!release)
    return [
      line(
        null,
        'Resolved ',
        { at },
        ': every error of it brings it back, unless its environment is quiet',
      ),
    ];
  const which = release.inNext
    ? 'only a release after it brings it back'
    : 'errors of older releases are counted only';
  return [
    line('old-release', 'Resolved in ', { code: release.version }, ' ', { at }, `: ${which}`),
  ];
}

const CONDITIONS: Readonly<Record<ErrorCondition, string>> = {
  'first-seen': 'it is new',
  regression: 'it comes back in a later release',
  escalating: 'it comes far more often than ever',
};

/** Of what people are told, and whether that was the case. */
export function errorConditionLines({ incident, policy, now }: Evidence): readonly TraceLine[] {
  const threshold = routeOf(policy, incident).notifyWhen;
  const conditions = threshold.errors.map((condition) => CONDITIONS[condition]);
  const { count, within } = threshold;
  if (conditions.length === 0 && (count === null || count <= 1)) return [];
  const recent = incident.sightings.filter(({ at }) => within === null || at > now - within);
  const all = [...conditions, ...(count === null ? [] : [countWords(threshold, count)])];
  const isTold = wasTold(incident);
  const soFar = count === null ? 'not yet' : `${seenWords(threshold, recent)} so far`;
  const want = `People are told when ${all.join(', or when ')}: ${isTold ? 'it was so' : soFar}`;
  return [line(isTold ? 'threshold-reached' : 'below-threshold', want)];
}

function seenWords({ of }: Threshold, recent: readonly Sighting[]): string {
  if (of === 'occurrences') return countOf(recent.length, 'time');
  return countOf(new Set(recent.flatMap(({ user }) => user ?? [])).size, 'user');
}

function countWords({ of, within }: Threshold, count: number): string {
  const span = within === null ? 'in all' : `within ${lengthOf(within)}`;
  return of === 'users'
    ? `it strikes ${countOf(count, 'user')} ${span}`
    : `it comes ${countOf(count, 'time')} ${span}`;
}
