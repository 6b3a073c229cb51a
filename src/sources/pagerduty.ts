import type { Alert } from '../domain/alert.ts';
import { notOf, parseEach } from './shared/each.ts';
import { oneIncidentAKey } from './shared/one-incident-a-key.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { alertFrom } from './shared/told.ts';
import { type Origin, type Source, signedOrKey } from './source.ts';

/** PagerDuty's V3 webhooks: https://developer.pagerduty.com/docs/webhooks-overview. */
export const pagerduty: Source = oneIncidentAKey({
  type: 'pagerduty',
  // https://developer.pagerduty.com/docs/verifying-webhook-signatures
  auth: signedOrKey({
    header: 'x-pagerduty-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'v1=',
  }),
  about: {
    vendor: 'PagerDuty',
    steps: [
      'Open Integrations, Generic Webhooks (v3), New Webhook, with {url} as the URL.',
      'Add the custom header "X-Quell-Key" with {key}; or make the secret that PagerDuty shows the key of this source.',
      'Choose the scope and the incident events triggered, acknowledged, reopened and resolved.',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
});

const STATES = { firing: ['triggered', 'acknowledged'], resolved: ['resolved'] } as const;
const SEVERITIES = { high: 'error', low: 'warning' } as const;

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const { text, note } = entry;
  const event = text('event.event_type');
  if (event === '') throw notOf('PagerDuty', '"event" with "event_type"');
  const kind = text('event.data.type');
  if (kind !== 'incident' && text('event.data.status') === '') {
    note(
      `The event ${event} is about ${kind || 'nothing'}, and says nothing of an incident's state.`,
    );
    return [];
  }
  return [incidentAlert(entry, origin)];
}

function incidentAlert(entry: Reading, origin: Origin): Alert {
  const { text, firstText } = entry;
  const severity = firstText('event.data.priority.summary', 'event.data.urgency');
  const told = {
    status: statusIn(entry, 'event.data.status', STATES),
    name: firstText('event.data.title', 'event.data.summary') || 'PagerDuty incident',
    severity: severityIn(severity, SEVERITIES, 'error'),
    labels: {
      service: text('event.data.service.summary'),
      team: text('event.data.teams.summary'),
    },
    annotations: annotationsOf(entry),
    url: text('event.data.html_url'),
    dedupKey: firstText('event.data.id', 'event.data.incident_key'),
    startsAt: entry.time('event.data.created_at'),
  };
  return alertFrom(told, origin);
}

function annotationsOf(entry: Reading) {
  const { text, list, of } = entry;
  const assignees = list('event.data.assignees').map((person) => of(person).text('summary'));
  return {
    event: text('event.event_type'),
    incident: text('event.data.number'),
    state: text('event.data.status'),
    by: text('event.agent.summary'),
    assigned_to: assignees.filter(Boolean).join(', '),
    urgency: text('event.data.urgency'),
    escalation_policy: text('event.data.escalation_policy.summary'),
  };
}
