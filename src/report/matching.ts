import { type Labels, labelOf } from '../domain/labels.ts';
import { formatMatcher, type Matcher } from '../domain/matcher.ts';
import { matchesAll } from '../engine/matchers.ts';
import type { Kind } from './kinds.ts';

/** What tells kinds apart best, in this order. */
const BEST = ['alertname', 'exception_group', 'service'];
const MATCHERS_AT_MOST = 3;
const LONGEST = 200;

/** These say what is wrong, and not only where. */
const TELLING = ['alertname', 'exception_group'];

/** Matchers for a kind that concern no other one, also none to come; null: there are none that a person could write. */
export function matchersFor(kind: Kind, others: readonly Kind[]): readonly Matcher[] | null {
  const match = matchersOf(kind.labels);
  if (!match.some((matcher) => isTelling(matcher, kind)) || !match.every(isWritable)) return null;
  return others.some((other) => isOther(other, kind) && matchesAll(match, other.labels))
    ? null
    : match;
}

/** Matchers for the labels that tell most. */
export function matchersOf(labels: Labels): readonly Matcher[] {
  const rest = Object.keys(labels).filter((name) => !BEST.includes(name));
  return [...BEST.filter((name) => labelOf(labels, name) !== ''), ...rest]
    .slice(0, MATCHERS_AT_MOST)
    .map((name) => ({ name, operator: '=', value: labelOf(labels, name) }));
}

function isTelling({ name, value }: Matcher, { title }: Kind): boolean {
  return TELLING.includes(name) || value === title;
}

/** The same title on another route is no other trouble. */
function isOther(other: Kind, { title }: Kind): boolean {
  return other.title !== title;
}

/** No text that is longer than a line, or that YAML cannot have in a line. */
function isWritable(matcher: Matcher): boolean {
  const text = formatMatcher(matcher);
  return text.length <= LONGEST && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text);
}
