import type { Inhibition, TrackedAlert } from '../domain/alert.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import { formatMatcher, type Matcher } from '../domain/matcher.ts';
import type { ConfigPlace, InhibitRule, Policy } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { matchesAll } from './matchers.ts';

/** Neither inhibits nor is inhibited. */
export const NO_INHIBITION: Inhibition = { inhibits: [], inhibitedBy: [] };

/**
 * What an alert has to do with the rules. For each rule and set of equal values there are two keys: every source counts for
 * the first; a source that is no target counts for the second too. A target that is itself a source looks at the second
 * alone, since Alertmanager lets no two alerts that match both sides inhibit each other.
 */
export function inhibitionOf(labels: Labels, { inhibit }: Policy): Inhibition {
  const parts = inhibit.map((rule) => partIn(rule, labels)).filter((part) => part !== null);
  if (parts.length === 0) return NO_INHIBITION;
  return {
    inhibits: parts.flatMap(({ inhibits }) => inhibits),
    inhibitedBy: parts.flatMap(({ inhibitedBy }) => inhibitedBy),
  };
}

function partIn(rule: InhibitRule, labels: Labels): Inhibition | null {
  const isSource = matchesAll(rule.source, labels);
  const isTarget = matchesAll(rule.target, labels);
  if (!isSource && !isTarget) return null;
  const key = keyOf(rule, labels);
  const [every, pure] = [`a${key}`, `s${key}`];
  if (!isSource) return { inhibits: [], inhibitedBy: [every] };
  return isTarget
    ? { inhibits: [every], inhibitedBy: [pure] }
    : { inhibits: [every, pure], inhibitedBy: [] };
}

/** Where the rule stands by which an alert that fires inhibits this one; null: nothing does. */
export function inhibitorOf(draft: Draft, { inhibitedBy }: Inhibition): ConfigPlace | null {
  const key = inhibitedBy.find((each) => draft.inhibiting(each) > 0);
  return key === undefined ? null : placeOf(draft.policy, key);
}

/** A rule is known by what it says, so that it stays when rules change places. */
function keyOf(rule: InhibitRule, labels: Labels): string {
  const values = rule.equal.map((name) => `\0${labelOf(labels, name)}`);
  return `${textOf(rule)}${values.join('')}`;
}

function placeOf({ inhibit }: Policy, key: string): ConfigPlace {
  const [text] = key.slice(1).split('\0');
  return inhibit.find((rule) => textOf(rule) === text)?.place ?? 'an earlier configuration';
}

const texts = new WeakMap<InhibitRule, string>();

function textOf(rule: InhibitRule): string {
  const known = texts.get(rule);
  if (known !== undefined) return known;
  const side = (matchers: readonly Matcher[]) => matchers.map(formatMatcher).sort().join();
  const text = `${side(rule.source)} > ${side(rule.target)} = ${rule.equal.join()}`;
  texts.set(rule, text.replaceAll('\0', ' '));
  return text.replaceAll('\0', ' ');
}

/** Saves an alert; where a key begins to inhibit by it, or stops, what it inhibits is looked at again. */
export function putInhibitor(draft: Draft, alert: TrackedAlert, at: Instant): void {
  if (draft.policy.inhibit.length === 0) {
    draft.putAlert(alert);
    return;
  }
  const known = draft.alert(alert.key);
  const keys = [...(known?.inhibition.inhibits ?? []), ...alert.inhibition.inhibits];
  const before = keys.map((key) => draft.inhibiting(key) > 0);
  draft.putAlert(alert);
  for (const [index, key] of keys.entries()) {
    if (before[index] !== draft.inhibiting(key) > 0) {
      draft.setTimer({ kind: 'inhibition', subject: key, at });
    }
  }
}
