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
import { type Reading, textOf } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { PayloadRejected, type Source } from './source.ts';

/**
 * PagerDuty's Events API v2: a trigger, or the resolve of its `dedup_key`. An acknowledgement is a command and no alert.
 * https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
 */
export const pagerdutyEvents: Source = oneIncidentAKey(
  vendorSource({
    type: 'pagerduty-events',
    about: {
      vendor: 'PagerDuty (Events API v2)',
      steps: [
        "Give the client this program's address in place of https://events.pagerduty.com: it posts to /v2/enqueue.",
        'Put {key} where it wants a routing key or an integration key.',
        'What can only post to a full address takes {url}, with the key as "Authorization: Bearer {key}".',
      ],
    },
    sought: '"event_action" and no "payload.summary"',
    isOurs: (event) => event.text('event_action') !== '' || event.text('payload.summary') !== '',
    find,
  }),
);

function find(event: Reading): Finding {
  const action = event.text('event_action').toLowerCase();
  if (action === 'acknowledge') {
    throw new PayloadRejected(
      'malformed',
      'An acknowledgement is no alert; it is taken at /v2/enqueue.',
    );
  }
  const dedupKey = event.text('dedup_key');
  if (action === 'resolve') return resolveOf(event, dedupKey);
  if (action !== 'trigger') event.note('"event_action" is not known, and was taken as "trigger".');
  return triggerOf(event, dedupKey);
}

function resolveOf(event: Reading, dedupKey: string): Finding {
  if (dedupKey === '') {
    throw new PayloadRejected('missing', '"dedup_key" is missing: it says what is over.');
  }
  const name = withoutState(event.text('payload.summary')) || dedupKey;
  return { status: 'resolved', name, severity: 'info', labels: {}, dedupKey };
}

function triggerOf(event: Reading, dedupKey: string): Finding {
  const title = withoutState(event.firstText('payload.summary', 'payload.class', 'dedup_key'));
  if (title === '') {
    throw new PayloadRejected('missing', '"payload.summary" is missing: it says what is wrong.');
  }
  const common = commonInText(event.text(`${DETAILS}.firing`));
  const labels = labelsOf(event, common);
  return {
    status: 'firing',
    name: labels['alertname'] || labels['class'] || speakingKey(dedupKey) || title,
    title,
    description: descriptionOf(event, common),
    severity: severityFrom(event, event.text('payload.severity')),
    labels,
    annotations: {
      ...common.annotations,
      ...detailTexts(event.fields(DETAILS)),
      ...textsAround(event),
    },
    url: urlOf(event),
    dedupKey,
  };
}

const DETAILS = 'payload.custom_details';

/** `source` is where it happens, or else the program that tells of it. */
function labelsOf(event: Reading, common: Common): Labels {
  const source = event.text('payload.source');
  return saying({
    instance: source === event.text('client') ? '' : source,
    component: event.text('payload.component'),
    group: event.text('payload.group'),
    class: event.text('payload.class'),
    ...common.labels,
    ...detailLabels(event.fields(DETAILS)),
  });
}

/** A sentence where there is one; the details may also be a text, though an object is documented. */
function descriptionOf(event: Reading, common: Common): string {
  const said = event.firstText(`${DETAILS}.description`, `${DETAILS}.message`, DETAILS);
  return said || sentenceOf(common);
}

/** The page of the program that tells of it, else the first link. */
function urlOf(event: Reading): string | null {
  return safeUrl(event.text('client_url')) ?? safeUrl(event.text('links.href'));
}

function textsAround(event: Reading): Labels {
  const links = event.list('links').map((link) => event.of(link));
  const runbook = links.find((link) => /runbook|playbook/i.test(link.text('text')));
  return saying({
    client: event.text('client'),
    links: links.map((link) => `${link.text('text')} ${link.text('href')}`.trim()).join('\n'),
    images: event
      .list('images')
      .map((image) => event.of(image).text('src'))
      .join('\n'),
    timestamp: textOf(event.at('payload.timestamp')),
    runbook_url: runbook?.text('href') ?? '',
  });
}
