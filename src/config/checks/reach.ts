import { formatMatcher, type Matcher } from '../../domain/matcher.ts';
import { matches } from '../../engine/matchers.ts';

/** The matchers in one form, whatever their order: equal for those that want the same in the same words. */
export function canonical(list: readonly Matcher[]): string {
  return [...new Set(list.map(formatMatcher))].sort().join(',');
}

/** Matchers of which no alert can fulfil all, the first such; undefined where there may be one. */
export function contradiction(list: readonly Matcher[]): readonly Matcher[] | undefined {
  for (const matcher of list) {
    const rest = list.filter((other) => other !== matcher && other.name === matcher.name);
    const against = rest.find((other) => isOpposite(matcher, other) || excludes(matcher, [other]));
    if (against) return [matcher, against];
    if (rest.length > 1 && excludes(matcher, rest)) return [matcher, ...rest];
  }
  return undefined;
}

/** Whether every alert that the narrower matchers let through is let through by the wider ones too. */
export function covers(wider: readonly Matcher[], narrower: readonly Matcher[]): boolean {
  return wider.every(
    (wanted) => isAlways(wanted) || narrower.some((given) => implies(given, wanted)),
  );
}

function implies(given: Matcher, wanted: Matcher): boolean {
  if (given.name !== wanted.name) return false;
  const isSame = given.operator === wanted.operator && given.value === wanted.value;
  return isSame || (valuesOf(given)?.every((value) => isLetThrough(wanted, value)) ?? false);
}

/** Whether none of the values that the matcher lets through is let through by all of the others. */
function excludes(matcher: Matcher, others: readonly Matcher[]): boolean {
  const values = valuesOf(matcher);
  if (!values) return false;
  return !values.some((value) => others.every((other) => isLetThrough(other, value)));
}

function isLetThrough(matcher: Matcher, value: string): boolean {
  return matches(matcher, { [matcher.name]: value });
}

const OPPOSITES: Readonly<Record<Matcher['operator'], Matcher['operator']>> = {
  '=': '!=',
  '!=': '=',
  '=~': '!~',
  '!~': '=~',
};

function isOpposite(a: Matcher, b: Matcher): boolean {
  return a.operator === OPPOSITES[b.operator] && a.value === b.value;
}

/** Regular expressions whose alternatives are plain words, so that their values can be listed. */
const WORDS = /^[\w /:@-]+(\|[\w /:@-]+)*$/;

/** The only values that the matcher lets through; undefined where they cannot be listed. */
function valuesOf({ operator, value }: Matcher): readonly string[] | undefined {
  if (operator === '=') return [value];
  return operator === '=~' && WORDS.test(value) ? value.split('|') : undefined;
}

const EVERYTHING: readonly string[] = ['.*', '(.*)', '^.*$', '(?s).*', '(?s:.*)'];

function isAlways({ operator, value }: Matcher): boolean {
  return operator === '=~' && EVERYTHING.includes(value);
}
