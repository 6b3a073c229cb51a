import type { Labels } from '../domain/labels.ts';
import { safeUrl } from './fields.ts';
import { type Common, commonInText, sentenceOf } from './shared/alertmanager-text.ts';
import {
  detailLabels,
  detailTexts,
  saying,
  severityFrom,
  speakingKey,
  withoutState,
} from './shared/details.ts';
import { oneIncidentAKey } from './shared/one-incident-a-key.ts';
import type { Reading } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, labelsFromTags } from './shared/words.ts';
import { PayloadRejected, type Source } from './source.ts';

/**
 * What is posted to create an alert by Opsgenie's Alert API; its end is another request there.
 * https://docs.opsgenie.com/docs/alert-api#create-alert
 */
export const opsgenieAlerts: Source = oneIncidentAKey(
  vendorSource({
    type: 'opsgenie-alerts',
    about: {
      vendor: 'Opsgenie (Alert API)',
      steps: [
        "Give the client this program's address in place of https://api.opsgenie.com: it posts to /v2/alerts.",
        'Put {key} where it wants an API key; it sends "Authorization: GenieKey {key}".',
        'What can only post to a full address takes {url}, with the key as "Authorization: Bearer {key}".',
      ],
    },
    sought: '"message" and no "alias"',
    isOurs: (alert) => alert.firstText('message', 'alias') !== '',
    find,
  }),
);

function find(alert: Reading): Finding {
  const title = withoutState(alert.firstText('message', 'alias', 'entity'));
  if (title === '') {
    throw new PayloadRejected('missing', '"message" is missing: it says what is wrong.');
  }
  const dedupKey = alert.text('alias');
  const text = alert.text('description');
  const common = commonInText(text);
  const sentence = sentenceOf(common);
  const labels = labelsOf(alert, common);
  return {
    status: 'firing',
    name: labels['alertname'] || speakingKey(dedupKey) || title,
    title,
    description: sentence || text,
    severity: severityFrom(alert, severityWord(alert)),
    labels,
    annotations: {
      ...common.annotations,
      ...detailTexts(alert.fields('details')),
      ...textsAround(alert),
      ...(sentence && { alerts: text }),
    },
    url: urlOf(alert),
    dedupKey,
  };
}

/** Senders that give no priority often tell the severity among the details. */
function severityWord(alert: Reading): string {
  return alert.firstText('priority', 'details.severity', 'details.priority');
}

function labelsOf(alert: Reading, common: Common): Labels {
  return saying({
    ...labelsFromTags(itemsAt(alert, 'tags')),
    entity: alert.text('entity'),
    ...common.labels,
    ...detailLabels(alert.fields('details')),
  });
}

/** Alertmanager puts its own address into `source`. */
function urlOf(alert: Reading): string | null {
  const { text } = alert;
  return safeUrl(text('details.url')) ?? safeUrl(text('details.link')) ?? safeUrl(text('source'));
}

function textsAround(alert: Reading): Labels {
  return saying({
    source: alert.text('source'),
    priority: alert.text('priority'),
    actions: itemsAt(alert, 'actions').join(', '),
    note: alert.text('note'),
  });
}
