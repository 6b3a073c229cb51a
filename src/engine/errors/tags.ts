import type { ErrorGroup } from '../../domain/error-group.ts';
import type { Labels } from '../../domain/labels.ts';

type Tags = ErrorGroup['tags'];
type Values = Tags[string];

/** Tags of which values are counted. */
export const TAGS_KEPT = 20;
/** Values of one tag that are counted. */
export const VALUES_KEPT = 10;

/** Counts the values of one more event. */
export function countedTags(tags: Tags, of: Labels): Tags {
  let counted: Record<string, Values> | null = null;
  for (const name of Object.keys(of)) {
    const values = valuesOf(counted ?? tags, name);
    if (!values) continue;
    counted ??= { ...tags };
    define(counted, name, countedValues(values, of[name] ?? ''));
  }
  return counted ?? tags;
}

/** Both together. */
export function joinedTags(a: Tags, b: Tags): Tags {
  const joined: Record<string, Values> = { ...a };
  for (const name of Object.keys(b)) {
    const values = valuesOf(joined, name);
    if (values) define(joined, name, mostFrequent({ ...values }, b[name] ?? {}));
  }
  return joined;
}

/** Null: there are enough other tags. */
function valuesOf(tags: Tags, name: string): Values | null {
  if (Object.hasOwn(tags, name)) return tags[name] ?? {};
  return Object.keys(tags).length < TAGS_KEPT ? {} : null;
}

/**
 * A value for which there is no place lets all others count one less, and those that come to nothing make place: so the ones
 * that come often are always among them, and none is said to have come more often than it did. This is the algorithm of
 * Misra and Gries: https://en.wikipedia.org/wiki/Misra%E2%80%93Gries_summary
 */
function countedValues(values: Values, value: string): Values {
  if (Object.hasOwn(values, value) || Object.keys(values).length < VALUES_KEPT) {
    return mostFrequent({ ...values }, Object.fromEntries([[value, 1]]));
  }
  const fewer = Object.entries(values).map(([known, count]) => [known, count - 1] as const);
  return Object.fromEntries(fewer.filter(([, count]) => count > 0));
}

function mostFrequent(sums: Record<string, number>, more: Values): Values {
  for (const value of Object.keys(more)) {
    const before = Object.hasOwn(sums, value) ? (sums[value] ?? 0) : 0;
    define(sums, value, before + (more[value] ?? 0));
  }
  const entries = Object.entries(sums);
  if (entries.length <= VALUES_KEPT) return sums;
  return Object.fromEntries(entries.sort(([, a], [, b]) => b - a).slice(0, VALUES_KEPT));
}

/** A mere assignment would take a tag that is called `__proto__` for something else. */
function define<T>(to: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(to, name, { value, enumerable: true, writable: true, configurable: true });
}
