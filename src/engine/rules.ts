import type { Alert, AlertContent } from '../domain/alert.ts';
import { canonicalLabels, type Labels, labelOf } from '../domain/labels.ts';
import type { ConfigPlace, Rule } from '../domain/policy.ts';
import { matchable } from './matchable.ts';
import { matchesAll } from './matchers.ts';

/** An alert after the rules: what it says now and which rules changed it, or which one ignores it. */
export interface Ruled {
  readonly alert: Alert;
  readonly rules: readonly ConfigPlace[];
  readonly ignoredBy: ConfigPlace | null;
}

const UNTOUCHED: readonly ConfigPlace[] = [];

type SetAction = Extract<Rule['action'], { type: 'set' }>;

/** Tries the rules in order; each sees what those before it made of the alert. */
export function applyRules(alert: Alert, rules: readonly Rule[]): Ruled {
  let ruled: Ruled = { alert, rules: UNTOUCHED, ignoredBy: null };
  for (const rule of rules) {
    if (!matchesAll(rule.match, matchable(ruled.alert.content))) continue;
    if (rule.action.type === 'ignore') return { ...ruled, ignoredBy: rule.place };
    ruled = {
      ...ruled,
      alert: changed(ruled.alert, rule.action),
      rules: [...ruled.rules, rule.place],
    };
  }
  return ruled;
}

function changed(alert: Alert, set: SetAction): Alert {
  const { content } = alert;
  return {
    ...alert,
    content: {
      ...content,
      labels: canonicalLabels({ ...content.labels, ...severityOf(content, set), ...set.labels }),
      severity: set.severity ?? content.severity,
      title: set.title ?? content.title,
    },
  };
}

/** A label that says the severity says the new one, or routes would still see the old. */
function severityOf({ labels }: AlertContent, { severity }: SetAction): Labels {
  return severity !== null && labelOf(labels, 'severity') !== '' ? { severity } : {};
}
