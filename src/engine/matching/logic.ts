import { formatMatcher, type Matcher } from '../../domain/matcher.ts';
import { allows } from './allows.ts';
import { patternOf } from './pattern.ts';

/** Why these matchers can never agree on an alert, as a sentence; undefined where they may, as far as can be told. */
export function contradiction(matchers: readonly Matcher[]): string | undefined {
  for (const [index, matcher] of matchers.entries()) {
    const others = matchers.filter(({ name }) => name === matcher.name);
    const opposite = matchers.slice(index).find((other) => isOpposite(matcher, other));
    const found = opposite ? sentence([matcher, opposite]) : contradictionOfValues(matcher, others);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether surely everything that matches all of `narrow` matches all of `wide`; where it can't be told, it is not. */
export function isSubset(narrow: readonly Matcher[], wide: readonly Matcher[]): boolean {
  return wide.every(
    (matcher) => narrow.some((each) => isEqual(each, matcher)) || isImplied(narrow, matcher),
  );
}

function contradictionOfValues(pin: Matcher, others: readonly Matcher[]): string | undefined {
  const values = valuesOf(pin);
  if (!values || values.some((value) => others.every((other) => allows(other, value)))) {
    return undefined;
  }
  const other = others.find((each) => !values.some((value) => allows(each, value)));
  return sentence(other ? [pin, other] : others);
}

function isImplied(narrow: readonly Matcher[], matcher: Matcher): boolean {
  const others = narrow.filter(({ name }) => name === matcher.name);
  return others.some((pin) =>
    valuesOf(pin)
      ?.filter((value) => others.every((other) => allows(other, value)))
      .every((value) => allows(matcher, value)),
  );
}

/** All values that the label can have where this matches, if they can be told. */
function valuesOf({ operator, value }: Matcher): readonly string[] | undefined {
  if (operator === '=') return [value];
  const literals = operator === '=~' ? patternOf(value).literals : undefined;
  return literals && [...literals];
}

const OPPOSITES = { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' } as const;

function isOpposite(a: Matcher, b: Matcher): boolean {
  return isEqual({ ...a, operator: OPPOSITES[a.operator] }, b);
}

function isEqual(a: Matcher, b: Matcher): boolean {
  return a.name === b.name && a.operator === b.operator && a.value === b.value;
}

function sentence(matchers: readonly Matcher[]): string {
  const shown = matchers.map(formatMatcher).join(' and ');
  return `${shown} never hold together, so nothing would ever match. Take one of them away`;
}
