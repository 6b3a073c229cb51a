import type { Severity } from '../domain/severity.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { textsAt } from './shared/words.ts';

const SENDER = String.raw`SEND_CUSTOM="YES"
DEFAULT_RECIPIENT_CUSTOM="quell"
custom_sender() {
  curl -sf {url} -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' -d "$(jq -n \
    --arg host "$host" --arg alarm_id "$alarm_id" --arg name "$name" --arg chart "$chart" \
    --arg family "$family" --arg status "$status" --arg value "$value_string" --arg info "$info" \
    --arg url "$goto_url" --arg when "$when" '$ARGS.named')" && sent=1
}`;

/** Netdata: Cloud's webhook, and an agent's custom sender. See https://learn.netdata.cloud/docs/alerting/notifications/centralized-cloud-notifications/webhook. */
export const netdata = vendorSource({
  type: 'netdata',
  about: {
    vendor: 'Netdata',
    steps: [
      'In Netdata Cloud, under Space settings, Alerts & Notifications, add a Webhook with the URL {url}.',
      'Choose the authentication Bearer with the token {key}, and Test it.',
      'For an agent alone, put the text below into health_alarm_notify.conf; it needs curl and jq.',
    ],
    paste: SENDER,
  },
  sought: '"alert" with a "severity", "alarm_id" with a "status", or "status" of a host',
  isOurs: ({ at, text, firstText }) =>
    (firstText('alert', 'alarm') !== '' && firstText('severity', 'chart') !== '') ||
    (firstText('alarm_id', 'chart') !== '' && text('status') !== '') ||
    at('status.reachable') !== undefined,
  find: (entry) =>
    entry.at('status.reachable') === undefined ? alertIn(entry) : reachabilityIn(entry),
});

const STATES = {
  firing: ['warning', 'critical', 'raised'],
  resolved: ['clear', 'cleared', 'removed', 'undefined', 'uninitialized'],
};
const SEVERITIES: Readonly<Record<string, Severity>> = { clear: 'warning', removed: 'warning' };

function alertIn(entry: Reading): Finding {
  const { text, firstText } = entry;
  const state = text('status') === '' ? 'severity' : 'status';
  const name = firstText('alert', 'alarm', 'name');
  const host = firstText('host', 'hostname', 'node');
  return {
    status: statusIn(entry, state, STATES),
    name,
    severity: severityIn(firstText('severity', 'status'), SEVERITIES, 'warning'),
    description: firstText('message', 'info'),
    labels: { ...textsAt(entry, 'chart', 'context', 'family', 'space', 'class'), host },
    annotations: textsAt(entry, 'info', 'value', 'duration'),
    url: firstText('alert_url', 'alarm_url', 'url', 'goto_url'),
    // Cloud does not name the node: there the labels are the identity.
    dedupKey: host === '' ? '' : [host, text('chart'), name].join('/'),
  };
}

function reachabilityIn(entry: Reading): Finding {
  const { text, firstText } = entry;
  const host = firstText('host', 'hostname', 'node');
  return {
    status: text('status.reachable') === 'true' ? 'resolved' : 'firing',
    name: 'Node is unreachable',
    severity: severityIn(text('severity'), SEVERITIES, 'critical'),
    description: text('message'),
    labels: { host, space: text('space') },
    url: text('url'),
    dedupKey: host === '' ? '' : `${host}/reachability`,
  };
}
