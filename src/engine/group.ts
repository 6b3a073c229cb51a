import type { Alert } from '../domain/alert.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';

/** Alerts with equal values for the route's `groupBy` labels share an incident; a missing label counts as empty. */
export function groupKeyOf(alert: Alert, route: Route): string {
  let key = route.channel;
  for (const name of route.groupBy) {
    const value = labelOf(alert.content.labels, name);
    if (value !== '') key += `\0${name}\0${value}`;
  }
  return key;
}

/** The labels that the group has in common by its key; all of the alert's where it has none. */
export function groupLabelsOf(alert: Alert, route: Route): Labels {
  const { labels } = alert.content;
  const shared = route.groupBy.filter((name) => labelOf(labels, name) !== '');
  if (shared.length === 0) return labels;
  return Object.fromEntries(shared.map((name) => [name, labelOf(labels, name)]));
}
