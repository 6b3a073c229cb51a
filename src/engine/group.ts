import type { Alert, AlertContent } from '../domain/alert.ts';
import type { ErrorGroupId } from '../domain/error-group.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';
import { matchable } from './matchable.ts';

/**
 * Alerts of a route with equal values for its `groupBy` labels share an incident; a missing label counts as empty. A sender's
 * own incident key stands instead of the labels.
 */
export function groupKeyOf(alert: Alert, route: Route): string {
  const { source } = alert.content;
  const labels = matchable(alert.content);
  if (alert.incidentKey !== undefined) {
    // An error that programs report in several ways is the same one.
    const from = errorGroupLabel(alert.content) === '' ? source : '';
    return keyWithin(route, from, alert.incidentKey);
  }
  let key = route.path;
  for (const name of groupedBy(alert.content, route)) {
    const value = labelOf(labels, name);
    if (value !== '') key += `\0${name}\0${value}`;
  }
  return key;
}

/** The key of an error group's incident on a route. */
export function groupKeyOfError(id: ErrorGroupId, route: Route): string {
  return keyWithin(route, '', id);
}

function keyWithin({ path }: Route, source: string, incidentKey: string): string {
  return `${path}\0\0${source}\0${incidentKey}`;
}

/** The labels that the group has in common by its key; all of the alert's where it has none. */
export function groupLabelsOf(alert: Alert, route: Route): Labels {
  if (alert.incidentKey !== undefined) {
    const { labels } = alert.content;
    return errorGroupLabel(alert.content) === '' ? labels : sharedByErrors(labels);
  }
  const labels = matchable(alert.content);
  const shared = groupedBy(alert.content, route).filter((name) => labelOf(labels, name) !== '');
  if (shared.length === 0) return alert.content.labels;
  return Object.fromEntries(shared.map((name) => [name, labelOf(labels, name)]));
}

function errorGroupLabel({ labels }: AlertContent): string {
  return labelOf(labels, 'exception_group');
}

/** Most labels of an error differ from event to event. */
const SHARED_BY_ERRORS = ['alertname', 'exception_group', 'exception_type', 'logger', 'service'];

function sharedByErrors(labels: Labels): Labels {
  const shared = SHARED_BY_ERRORS.filter((name) => labelOf(labels, name) !== '');
  return Object.fromEntries(shared.map((name) => [name, labelOf(labels, name)]));
}

/** All of them are those that the alert has itself: with its severity it would change its group. */
function groupedBy({ labels }: AlertContent, { groupBy }: Route): readonly string[] {
  return groupBy === 'all' ? Object.keys(labels) : groupBy;
}
