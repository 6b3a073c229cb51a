import type { Alert } from '../domain/alert.ts';
import type { Labels } from '../domain/labels.ts';
import { notOf, parseEach } from './shared/each.ts';
import { oneIncidentAKey } from './shared/one-incident-a-key.ts';
import { type Reading, severityIn, statusIn, textOf } from './shared/reading.ts';
import { alertFrom, type Told } from './shared/told.ts';
import { type Origin, type Source, signedOrKey } from './source.ts';

/** Sentry's webhooks: https://docs.sentry.io/organization/integrations/integration-platform/webhooks/. */
export const sentry: Source = oneIncidentAKey({
  type: 'sentry',
  auth: signedOrKey({
    header: 'sentry-hook-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: '',
  }),
  about: {
    vendor: 'Sentry',
    steps: [
      'Open Settings, Developer Settings, Custom Integrations, and create an internal integration with {url}?key={key} as the webhook URL.',
      'Switch on "Alert Rule Action", and the webhooks for issues.',
      'In your alert rules, add the action "Send a notification via an integration". Instead of ?key=, the integration\'s client secret may be the key of this source.',
    ],
  },
  resolveTimeout: null,
  parse: (payload, origin) => parseEach(payload, (entry) => alertsIn(entry, origin)),
});

function alertsIn(entry: Reading, origin: Origin): readonly Alert[] {
  const told = toldBy(entry);
  return told ? [alertFrom(told, origin)] : [];
}

function toldBy(entry: Reading): Told | null {
  const { at, of } = entry;
  if (at('data.metric_alert') !== undefined) return metricAlert(entry);
  for (const path of ['data.event', 'data.error']) {
    if (at(path) !== undefined) return event(of(at(path)), entry);
  }
  if (at('data.issue') !== undefined) return issue(of(at('data.issue')), entry);
  if (at('event') !== undefined && at('data') === undefined) return legacy(entry);
  if (at('installation') === undefined) {
    throw notOf('Sentry', '"event", "issue" or "metric_alert" in "data"');
  }
  entry.note(`The action ${entry.text('action') || 'without a name'} is no alert.`);
  return null;
}

const LEVELS = { sample: 'info' } as const;

/** An event that a rule let through: it counts every time, and belongs to its issue. */
function event(part: Reading, whole: Reading): Told {
  const { text, firstText } = part;
  const issueUrl = text('issue_url');
  const id = text('issue_id') || lastPart(issueUrl) || text('groupID');
  const said = firstText('title', 'metadata.title', 'message');
  const title = said || firstText('metadata.type', 'culprit', 'transaction') || 'Sentry event';
  return {
    status: 'firing',
    name: title,
    description: firstText('culprit', 'transaction', 'location'),
    severity: severityIn(text('level'), LEVELS, 'error'),
    labels: labelsOf(part, projectIn(text('url'))),
    annotations: annotationsOf(part, whole),
    url: firstText('web_url', 'url'),
    dedupKey: id === '' ? '' : `issue/${id}`,
    event: { user: firstText('user.id', 'user.username', 'user.email') || null },
  };
}

/** What the older plugin "WebHooks" sends: the issue outside, its event inside. */
function legacy(entry: Reading): Told {
  const { text, firstText } = entry;
  const inner = entry.of(entry.at('event'));
  const title = firstText('event.title', 'event.metadata.title', 'message') || 'Sentry event';
  const id = text('id') || text('event.issue_id');
  return {
    ...event(inner, entry),
    name: title,
    description: firstText('culprit', 'event.culprit'),
    severity: severityIn(firstText('level', 'event.level'), LEVELS, 'error'),
    labels: labelsOf(inner, firstText('project_slug', 'project', 'project_name')),
    url: firstText('url', 'event.web_url'),
    dedupKey: id === '' ? '' : `issue/${id}`,
  };
}

const ISSUE_STATES = {
  firing: ['unresolved', 'reprocessing'],
  resolved: ['resolved', 'ignored', 'archived', 'muted'],
} as const;

function issue(part: Reading, whole: Reading): Told | null {
  const { text, firstText } = part;
  const action = whole.text('action');
  if (action === 'assigned') {
    whole.note('That an issue was assigned is no alert.');
    return null;
  }
  const title = firstText('title', 'metadata.title', 'shortId') || 'Sentry issue';
  const id = text('id');
  return {
    status:
      text('status') === '' && action === 'resolved'
        ? 'resolved'
        : statusIn(part, 'status', ISSUE_STATES),
    name: title,
    description: text('culprit'),
    severity: severityIn(text('level'), LEVELS, 'error'),
    labels: { service: firstText('project.slug', 'project.name'), platform: text('platform') },
    annotations: {
      issue: text('shortId'),
      action,
      events: text('count'),
      users: text('userCount'),
    },
    url: firstText('web_url', 'permalink'),
    dedupKey: id === '' ? '' : `issue/${id}`,
    startsAt: part.time('firstSeen'),
  };
}

const METRIC_STATES = {
  firing: ['critical', 'warning', 'open', 'triggered'],
  resolved: ['resolved'],
} as const;

function metricAlert(entry: Reading): Told {
  const { text, firstText } = entry;
  const alert = 'data.metric_alert';
  const titled = firstText('data.description_title', `${alert}.title`);
  const rule = text(`${alert}.alert_rule.name`) || titled.replace(/^\w+: /, '') || 'Metric alert';
  return {
    status: statusIn(entry, 'action', METRIC_STATES),
    name: rule,
    description: text('data.description_text'),
    severity: text('action') === 'critical' ? 'critical' : 'warning',
    labels: {
      service: firstText(`${alert}.projects`, `${alert}.alert_rule.projects`),
      env: text(`${alert}.alert_rule.environment`),
    },
    annotations: {
      query: text(`${alert}.alert_rule.query`),
      aggregate: text(`${alert}.alert_rule.aggregate`),
    },
    url: text('data.web_url'),
    dedupKey: `metric/${firstText(`${alert}.alert_rule.id`, `${alert}.id`) || rule}`,
    startsAt: entry.time(`${alert}.date_started`),
    endsAt: entry.time(`${alert}.date_closed`),
  };
}

function labelsOf(part: Reading, project: string): Labels {
  const tag = tagsOf(part);
  const { text } = part;
  return {
    service: project,
    env: text('environment') || tag('environment'),
    release: text('release') || tag('sentry:release') || tag('release'),
    host: text('server_name') || tag('server_name'),
    exception_type: text('metadata.type'),
  };
}

function annotationsOf({ text }: Reading, whole: Reading): Labels {
  return {
    event: text('event_id'),
    platform: text('platform'),
    exception: text('metadata.value'),
    request: text('request.url'),
    rule: whole.text('data.triggered_rule') || whole.text('triggering_rules'),
  };
}

/** Tags come as pairs, and now and then as an object. */
function tagsOf(part: Reading): (name: string) => string {
  const pairs = part.list('tags').filter(Array.isArray).slice(0, 200);
  return (name) => {
    const pair: readonly unknown[] | undefined = pairs.find(([key]) => key === name);
    return textOf(pair?.[1]) || textOf(part.fields('tags')[name]);
  };
}

function lastPart(url: string): string {
  return /\/([^/]+)\/?$/.exec(url)?.[1] ?? '';
}

/** The API's address of an event names the project: `/api/0/projects/ORG/PROJECT/events/ID/`. */
function projectIn(url: string): string {
  return /\/projects\/[^/]+\/([^/]+)\//.exec(url)?.[1] ?? '';
}
