import type { Matcher } from '../../domain/matcher.ts';
import { matches } from '../../engine/matchers.ts';
import type { ConfigFile } from '../schema/file.ts';
import { covers } from './reach.ts';

type Rule = ConfigFile['rules'][number];

/** A rule that gives a label to every alert in question, and what that label may say in the end. */
export interface Rewriting {
  /** Where the rule stands among the others. */
  readonly rule: number;
  readonly label: string;
  readonly values: readonly string[];
}

/** Why no alert can match this after these rules, since they give all of them other labels; undefined: one may. */
export function neverAfter(
  rules: readonly Rule[],
  match: readonly Matcher[],
): Rewriting | undefined {
  const labels = [...new Set(match.map(({ name }) => name))];
  for (const [rule, each] of rules.entries()) {
    if (!takesAll(rules, rule, match)) continue;
    const later = rules.slice(rule);
    const label = labels.find((name) => writes(each, name) && isShut(later, match, name));
    if (label !== undefined) return { rule, label, values: valuesFrom(later, label) ?? [] };
  }
  return undefined;
}

/** Whether the rule with that index matched every alert that matches this in the end. */
export function takesAll(
  rules: readonly Rule[],
  index: number,
  match: readonly Matcher[],
): boolean {
  // Had it not matched, what no later rule writes would be as it was then.
  const later = rules.slice(index + 1);
  const before = match.filter(({ name }) => !later.some((each) => writes(each, name)));
  return covers(rules[index]?.match ?? [], before);
}

/** Whether matchers may see another value of this label after the rule than before it. */
function writes({ set }: Rule, name: string): boolean {
  const isNamed = Object.hasOwn(set?.labels ?? {}, name);
  return isNamed || (name === 'severity' && set?.severity !== undefined);
}

/** What the label may say after these rules, the first of which writes it; undefined where that is not known. */
function valuesFrom(rules: readonly Rule[], label: string): readonly string[] | undefined {
  const writing = rules.filter((rule) => writes(rule, label));
  const values = writing.flatMap((rule) => valueAfter(rule, label) ?? []);
  return values.length === writing.length ? [...new Set(values)] : undefined;
}

/** What matchers see of a label that the rule writes; undefined where that is not known. */
function valueAfter({ set }: Rule, name: string): string | undefined {
  const given = Object.hasOwn(set?.labels ?? {}, name) ? set?.labels?.[name] : undefined;
  // Without a label that says it, the alert's own severity is seen.
  return name === 'severity' ? given || set?.severity : given;
}

function isShut(rules: readonly Rule[], match: readonly Matcher[], name: string): boolean {
  const wanted = match.filter((each) => each.name === name);
  const letsThrough = (value: string) => wanted.every((each) => matches(each, { [name]: value }));
  return valuesFrom(rules, name)?.some(letsThrough) === false;
}
