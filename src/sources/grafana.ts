import { type Labels, labelOf } from '../domain/labels.ts';
import type { Severity } from '../domain/severity.ts';
import { minutes } from '../domain/time.ts';
import { type Fields, fieldOf, safeUrl, severityFrom } from './fields.ts';
import { type Reading, statusIn } from './shared/reading.ts';
import { flatTexts } from './shared/told.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { keyOf, textsAt } from './shared/words.ts';
import { signedOrKey } from './source.ts';

/** Grafana's webhook contact point, and the notification channel before version 9. See https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/. */
export const grafana = vendorSource({
  type: 'grafana',
  auth: signedOrKey({
    header: 'x-grafana-alerting-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: '',
    // People name this header, and this is the usual name; without one Grafana signs the body alone.
    timestamp: { header: 'x-grafana-alerting-timestamp', separator: ':', within: minutes(5) },
  }),
  about: {
    vendor: 'Grafana',
    steps: [
      'Under Alerting, Contact points, add one with the integration Webhook and the URL {url}.',
      'Under its optional settings, set the authorization header to the scheme Bearer with the credentials {key}; or, from Grafana 12 on, make {key} the secret of its HMAC signature.',
      'Press Test, and choose the contact point in your notification policies.',
    ],
  },
  sought: '"alerts" of a contact point, nor "ruleName" of a notification channel',
  isOurs: ({ at, text }) =>
    typeof at('alert') === 'object' || text('ruleName') !== '' || at('evalMatches') !== undefined,
  unfold: (notification) => entriesOf(notification),
  find: (entry) => (entry.at('alert') === undefined ? channelIn(entry) : alertIn(entry)),
});

/** Each alert with what is said of all of them; an alert alone comes from templates. */
function entriesOf(notification: Fields): readonly Fields[] {
  const alerts = fieldOf(notification, 'alerts');
  const isAlert = alerts === undefined && typeof fieldOf(notification, 'labels') === 'object';
  if (isAlert) return [{ alert: notification }];
  if (alerts === undefined) return [notification];
  const of = Object.fromEntries(SHARED.map((name) => [name, fieldOf(notification, name)]));
  const truncated = fieldOf(notification, 'truncatedAlerts');
  return [alerts].flat().map((alert, index) => ({ alert, of, ...(index === 0 && { truncated }) }));
}

const SHARED = ['status', 'title', 'orgId', 'externalURL'] as const;

const STATES = {
  firing: ['firing', 'alerting', 'no_data', 'nodata', 'error', 'pending'],
  resolved: ['resolved', 'ok', 'normal', 'paused'],
};

function alertIn(entry: Reading): Finding {
  const { text, firstText, time } = entry;
  const labels = flatTexts(entry.fields('alert.labels'));
  const annotations = flatTexts(entry.fields('alert.annotations'));
  const title = titleOf(labels) || firstText('of.title', 'alert.fingerprint');
  const isTest = labelOf(labels, 'alertname') === 'TestAlert';
  noteOdd(entry, labels);
  return {
    status: statusIn(entry, text('alert.status') === '' ? 'of.status' : 'alert.status', STATES),
    // The label stays what Grafana calls it, so that silences made for it match.
    name: labelOf(labels, 'alertname') || title,
    title: isTest ? 'Test notification from Grafana' : title,
    severity: isTest ? 'info' : severityFrom(labels),
    description: sentenceIn(annotations),
    labels,
    annotations: { ...annotations, ...pagesIn(entry), values: valuesIn(entry) },
    url: pageIn(entry),
    dedupKey: keyOf(text('alert.fingerprint'), text('alert.orgId') || text('of.orgId')),
    startsAt: time('alert.startsAt'),
    endsAt: time('alert.endsAt'),
    ...(isTest && { endsAfter: minutes(5) }),
  };
}

/** A rule whose query fails, or finds nothing, fires under a name that does not say which rule it is. */
function titleOf(labels: Labels): string {
  const alertname = labelOf(labels, 'alertname');
  const rule = labelOf(labels, 'rulename');
  if (rule === '') return alertname;
  if (alertname === 'DatasourceNoData') return `No data for ${rule}`;
  return alertname === 'DatasourceError' ? `The query of ${rule} fails` : alertname;
}

function sentenceIn(annotations: Labels): string {
  const names = ['summary', 'description', 'message', 'Error'];
  return names.map((name) => labelOf(annotations, name).trim()).find(Boolean) ?? '';
}

function noteOdd(entry: Reading, labels: Labels): void {
  if (Object.keys(labels).length === 0) entry.note('The alert has no labels.');
  const left = entry.text('truncated');
  if (/^[1-9]/.test(left)) entry.note(`Grafana left out ${left} more alerts: raise its limit.`);
}

function pagesIn(entry: Reading): Labels {
  const page = (path: string) => absolute(entry, path) ?? '';
  return {
    dashboard: page('alert.dashboardURL'),
    panel: page('alert.panelURL'),
    silence: page('alert.silenceURL'),
    image: page('alert.imageURL'),
    rule: page('alert.generatorURL'),
  };
}

function pageIn(entry: Reading): string | null {
  const paths = ['alert.panelURL', 'alert.dashboardURL', 'alert.generatorURL', 'of.externalURL'];
  return paths.map((path) => absolute(entry, path)).find((url) => url !== null) ?? null;
}

/** Behind a proxy, Grafana's addresses may be relative to its own, which stands beside them. */
function absolute({ text }: Reading, path: string): string | null {
  const given = text(path);
  const base = safeUrl(text('of.externalURL'));
  if (given === '' || base === null) return safeUrl(given);
  return URL.canParse(given, base) ? safeUrl(new URL(given, base).href) : null;
}

function valuesIn(entry: Reading): string {
  const values = Object.entries(flatTexts(entry.fields('alert.values')));
  const pairs = values.map(([name, value]) => `${name}=${value}`);
  return pairs.length > 0 ? pairs.join(', ') : entry.text('alert.valueString');
}

/** The alerting before Grafana 9: one rule a notification. */
function channelIn(entry: Reading): Finding {
  const { text } = entry;
  const rule = text('ruleId');
  const isTest = rule === '0' || /^test (?:rule|notification)$/i.test(text('ruleName'));
  const tags = flatTexts(entry.fields('tags'));
  const matches = entry
    .list('evalMatches')
    .slice(0, 20)
    .map((each) => entry.of(each));
  return {
    status: statusIn(entry, 'state', STATES),
    name: text('ruleName') || text('title'),
    severity: isTest ? 'info' : severityOf(tags, text('state')),
    description: text('message'),
    labels: tags,
    annotations: {
      ...textsAt(entry, 'imageUrl'),
      values: matches.map((each) => `${each.text('metric')}=${each.text('value')}`).join(', '),
    },
    url: text('ruleUrl'),
    dedupKey: isTest ? '' : keyOf(rule && `rule-${rule}`, text('orgId')),
    ...(isTest && { endsAfter: minutes(5) }),
  };
}

function severityOf(tags: Labels, state: string): Severity {
  const isSaid = labelOf(tags, 'severity') !== '' || labelOf(tags, 'priority') !== '';
  if (isSaid) return severityFrom(tags);
  return state === 'no_data' ? 'warning' : 'error';
}
