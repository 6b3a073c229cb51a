import type { Person } from '../../src/domain/actor.ts';
import type { Alert, AlertContent } from '../../src/domain/alert.ts';
import { canonicalLabels, labelOf } from '../../src/domain/labels.ts';
import type { Policy, Route } from '../../src/domain/policy.ts';
import { days, hours, minutes } from '../../src/domain/time.ts';

/** What a test may say of an alert; the rest follows. */
export type AlertSpec = Partial<AlertContent> & Partial<Omit<Alert, 'content'>>;

/** A firing alert, by default `DiskFull`. Title, host and a sentence follow from the labels. */
export function anAlert(spec: AlertSpec = {}): Alert {
  const { status = 'firing', dedupKey, startsAt, endsAt, resolveTimeout, ...content } = spec;
  return {
    status,
    content: aContentOf(content),
    ...(dedupKey !== undefined && { dedupKey }),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
    ...(resolveTimeout !== undefined && { resolveTimeout }),
  };
}

function aContentOf(content: Partial<AlertContent>): AlertContent {
  const labels = canonicalLabels(content.labels ?? { alertname: 'DiskFull' });
  const title = labelOf(labels, 'alertname') || 'Nameless';
  const host = labelOf(labels, 'instance') || null;
  return {
    annotations: {},
    title,
    description: host === null ? `${title} is the case` : `${title} is the case on ${host}`,
    severity: 'warning',
    host,
    url: null,
    source: 'prometheus',
    ...content,
    labels,
  };
}

/** The default policy, but grouped by `alertname` alone. */
export function aPolicy(route: Partial<Route> = {}): Policy {
  return {
    route: {
      channel: '#alerts',
      groupBy: ['alertname'],
      resolveAfter: minutes(2),
      reopenWithin: hours(24),
      expireAfter: days(7),
      ...route,
    },
  };
}

/** Somebody in Slack. */
export const ANN: Person = { id: 'U1', name: 'Ann Lee' };
/** Somebody else in Slack. */
export const BOB: Person = { id: 'U2', name: 'Bob Ortiz' };
