import { formatMatcher, type Matcher } from '../../domain/matcher.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check, Checked } from './check.ts';
import { contradiction, covers } from './reach.ts';

type Rule = ConfigFile['rules'][number];

/** Rules that say nothing, contradict themselves, or come too late. */
export const checkRules: Check = (checked) =>
  checked.file.rules.flatMap((rule, index) => {
    const path = ['rules', index];
    return [
      ...formFaults(rule, path),
      ...contradictionFaults(rule.match, [...path, 'match']),
      ...reachFaults(checked, index),
    ];
  });

function formFaults({ action, set }: Rule, path: Path): readonly Finding[] {
  const expected = 'either action: ignore, or set with severity, title or labels';
  if (action !== undefined && set !== undefined) {
    const wrong = 'A rule that ignores alerts cannot change them too.';
    return [{ path: [...path, 'set'], onKey: true, wrong, expected, example: 'action: ignore' }];
  }
  const says = action !== undefined || (set !== undefined && Object.keys(set).length > 0);
  if (says) return [];
  const wrong = 'This rule does nothing.';
  return [{ path, isLack: true, wrong, expected, example: 'set: {severity: info}' }];
}

/** A fault where no alert can fulfil all of the matchers. */
export function contradictionFaults(match: readonly Matcher[], path: Path): readonly Finding[] {
  const clash = contradiction(match);
  if (!clash) return [];
  return [
    {
      path,
      wrong: `No alert can ever match ${inWords(clash)}.`,
      expected: 'matchers that one alert can fulfil together',
      example: `match: ['severity=~"critical|error"']`,
    },
  ];
}

/** Matchers in a sentence: `a="x" and a="y"`. */
function inWords(matchers: readonly Matcher[]): string {
  return matchers.map(formatMatcher).join(' and ');
}

/** Behind an `ignore` that takes all that this one would take. */
function reachFaults(checked: Checked, index: number): readonly Finding[] {
  const { rules } = checked.file;
  const before = ignoring(rules.slice(0, index), rules[index]?.match ?? []);
  if (before < 0) return [];
  const line = checked.lineOf(['rules', before]);
  return [
    {
      path: ['rules', index],
      wrong: `This rule is never reached: the rule in line ${line} ignores all that it would match.`,
      expected: 'narrower rules before wider ones',
      example: '',
    },
  ];
}

/** The rule that ignores every alert that these matchers let through afterwards; -1 where there is none. */
export function ignoring(rules: readonly Rule[], match: readonly Matcher[]): number {
  return rules.findIndex(
    (rule, index) =>
      rule.action === 'ignore' &&
      covers(rule.match, match) &&
      !rules.slice(index + 1).some((later) => changesLabelsOf(later, rule.match)),
  );
}

/** What a later rule writes was not there yet when the alert was ignored or not. */
function changesLabelsOf({ set }: Rule, match: readonly Matcher[]): boolean {
  return match.some(({ name }) => Object.hasOwn(set?.labels ?? {}, name));
}
