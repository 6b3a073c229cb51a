import type { Labels } from '../domain/labels.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { keyOf, textsAt } from './shared/words.ts';

/** Coralogix' generic outbound webhook with its default message. See https://coralogix.com/docs/user-guides/alerting/outbound-webhooks/generic-outbound-webhooks-alert-webhooks/. */
export const coralogix = vendorSource({
  type: 'coralogix',
  about: {
    vendor: 'Coralogix',
    steps: [
      'Under Integrations, Outbound Webhooks, add a Generic Webhook with the URL {url} and the method POST.',
      'Add "Authorization": "Bearer {key}" to its headers; leave its body, or add "alert_unique_identifier": "$ALERT_UNIQUE_IDENTIFIER".',
      'Choose the webhook in your alerts, and have them notify when resolved.',
    ],
  },
  sought: '"alert_id" and no "alert_action"',
  isOurs: ({ firstText }) =>
    firstText('alert_id', 'alert_action', 'alert_unique_identifier') !== '',
  find,
});

const ACTIONS = { firing: ['trigger', 'triggered'], resolved: ['resolve', 'resolved'] };

function find(entry: Reading): Finding {
  const { text, firstText } = entry;
  const fields = entry.of(extrasOf(entry));
  const subsystem = fields.text('subsystem');
  return {
    status: statusIn(entry, 'alert_action', ACTIONS),
    name: firstText('name', 'alert_name'),
    severity: severityIn(
      fields.firstText('severity', 'severityLowercase', 'priority'),
      {},
      'warning',
    ),
    description: text('description') || fields.text('text'),
    labels: {
      application: fields.text('application'),
      subsystem,
      service: text('service') || subsystem,
      team: fields.text('team'),
      host: fields.text('computer'),
    },
    annotations: {
      ...textsAt(entry, 'threshold', 'timewindow', 'log_url'),
      ...textsAt(fields, 'hitCount', 'text', 'ipAddress'),
      group_by: groupsOf(fields),
    },
    url: firstText('alert_url', 'log_url'),
    dedupKey: text('alert_unique_identifier') || keyOf(text('alert_id'), groupsOf(fields)),
  };
}

/** `fields` is an array of keys and values, whose defaults ask to be replaced: "*insert computer name*". */
function extrasOf(entry: Reading): Labels {
  const pairs = entry
    .list('fields')
    .slice(0, 100)
    .map((each) => entry.of(each));
  const said = pairs
    .map(({ text }) => [text('key'), text('value')] as const)
    .filter(([, value]) => !/^\*insert .*\*$/i.test(value));
  return Object.fromEntries(said);
}

/** What an alert that is grouped by something was grouped to, which tells its occurrences apart. */
function groupsOf({ text }: Reading): string {
  const values = ['Group-by Value1', 'Group-by Value2', 'Group-by Value3'].map(text);
  return values.filter((value) => value !== '').join(', ');
}
