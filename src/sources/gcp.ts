import type { Alert } from '../domain/alert.ts';
import { notOf, parseEach } from './shared/each.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { alertFrom, flatTexts } from './shared/told.ts';
import { KEY_ANYWHERE, type Origin, type Source } from './source.ts';

/** Google Cloud Monitoring's webhook: https://cloud.google.com/monitoring/support/notification-options#webhooks. */
export const gcp: Source = {
  type: 'gcp',
  auth: KEY_ANYWHERE,
  about: {
    vendor: 'Google Cloud Monitoring',
    steps: [
      'Open Monitoring, Alerting, Edit notification channels, and add a webhook.',
      'Put in {url} as the endpoint, and use HTTP Basic Auth with any user name and {key} as the password.',
      'Choose the channel in your alerting policies, and let them notify on incident closure too.',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
};

const STATES = { firing: ['open', 'acknowledged'], resolved: ['closed'] } as const;

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const { text, firstText, fields } = entry;
  const id = text('incident.incident_id');
  const policy = text('incident.policy_name');
  const condition = firstText('incident.condition_name', 'incident.condition.displayName');
  if (`${id}${policy}${condition}` === '') throw notOf('Google Cloud Monitoring', '"incident"');
  const told = {
    status: statusIn(entry, 'incident.state', STATES),
    name: policy || condition || 'Incident',
    title: firstText('incident.documentation.subject') || policy || condition,
    description: text('incident.summary'),
    severity: severityIn(text('incident.severity'), { 'no severity': 'warning' }, 'warning'),
    labels: labelsOf(entry),
    annotations: {
      ...flatTexts(fields('incident.policy_user_labels'), 'policy_'),
      ...valuesOf(entry),
      condition,
      documentation: text('incident.documentation.content'),
    },
    url: text('incident.url'),
    dedupKey: id,
    startsAt: entry.time('incident.started_at'),
    endsAt: entry.time('incident.ended_at'),
  };
  return [alertFrom(told, origin)];
}

function labelsOf({ text, firstText, fields }: Reading) {
  const { project_id: project = '', ...labels } = flatTexts(fields('incident.resource.labels'));
  return {
    ...labels,
    service:
      firstText('incident.policy_user_labels.service', 'incident.scoping_project_id') || project,
    project: text('incident.scoping_project_id') || project,
    resource: firstText('incident.resource_type_display_name', 'incident.resource.type'),
    instance: firstText(
      'incident.metric.labels.instance_name',
      'incident.resource_display_name',
      'incident.resource.labels.instance_id',
      'incident.resource.labels.host',
    ),
  };
}

function valuesOf({ text, firstText }: Reading) {
  return {
    metric: firstText('incident.metric.displayName', 'incident.metric.type'),
    observed: text('incident.observed_value'),
    threshold: text('incident.threshold_value'),
    resource_name: text('incident.resource_name'),
  };
}
