import type { Alert } from '../../domain/alert.ts';
import { canonicalLabels } from '../../domain/labels.ts';
import type { Policy } from '../../domain/policy.ts';
import { matchable } from '../matchable.ts';
import { groupingOf } from './grouping.ts';

/** An error's alert with its group: one incident a group, one alert a group and environment. Other alerts stay as they are. */
export function identified(alert: Alert, policy: Pick<Policy, 'errors'>): Alert {
  const { content, event } = alert;
  if (!event?.error) return alert;
  const { error } = event;
  const grouping = groupingOf(error, matchable(content), policy.errors.fingerprints);
  return {
    ...alert,
    content: {
      ...content,
      labels: canonicalLabels({ ...content.labels, exception_group: grouping.id }),
    },
    event: { ...event, grouping },
    incidentKey: grouping.id,
    dedupKey: `${grouping.id}/${error.environment}`,
  };
}
