import type { AlertContent } from '../domain/alert.ts';
import { type Labels, labelOf } from '../domain/labels.ts';

const seen = new WeakMap<AlertContent, Labels>();

/** What matchers and `group_by` see of an alert: its labels, and its severity where no label of that name says it. */
export function matchable(content: AlertContent): Labels {
  if (labelOf(content.labels, 'severity') !== '') return content.labels;
  const known = seen.get(content);
  if (known) return known;
  const labels = { ...content.labels, severity: content.severity };
  seen.set(content, labels);
  return labels;
}
