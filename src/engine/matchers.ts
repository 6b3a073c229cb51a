import { type Labels, labelOf } from '../domain/labels.ts';
import type { Matcher } from '../domain/matcher.ts';
import { allows } from './matching/allows.ts';

export { type Fault, isFault } from './matching/fault.ts';
export { contradiction, isSubset } from './matching/logic.ts';
export { checkMatcher, parseMatcher, parseMatchers } from './matching/read.ts';

/** Whether the label has the value that the matcher wants. */
export function matches(matcher: Matcher, labels: Labels): boolean {
  return allows(matcher, labelOf(labels, matcher.name));
}

/** Whether every matcher agrees. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matches(matcher, labels));
}

const NOTHING: Labels = {};

/** Whether at least one matcher asks for something: else they would match every alert there is. */
export function asksForSomething(matchers: readonly Matcher[]): boolean {
  return matchers.some((matcher) => !matches(matcher, NOTHING));
}
