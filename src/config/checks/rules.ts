import type { Matcher } from '../../domain/matcher.ts';
import type { Finding, Path } from '../fault.ts';
import type { ConfigFile } from '../schema/file.ts';
import type { Check, Checked } from './check.ts';
import { matchFaults } from './matching.ts';
import { takesAll } from './rewritten.ts';

type Rule = ConfigFile['rules'][number];

/** Rules that say nothing, contradict themselves, or come too late. */
export const checkRules: Check = (checked) =>
  checked.file.rules.flatMap((rule, index) => {
    const path = ['rules', index];
    return [...formFaults(rule, path), ...takenFaults(checked, index).slice(0, 1)];
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

/** One reason is enough why a rule takes no alert. */
function takenFaults(checked: Checked, index: number): readonly Finding[] {
  const { rules } = checked.file;
  const path = ['rules', index, 'match'];
  return [
    ...matchFaults(rules[index]?.match ?? [], path, checked, rules.slice(0, index)),
    ...reachFaults(checked, index),
  ];
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
    ({ action }, index) => action === 'ignore' && takesAll(rules, index, match),
  );
}
