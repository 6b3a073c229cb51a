import type { Severity } from '../domain/severity.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, labelsFromTags, textsAt } from './shared/words.ts';

/** Pingdom's webhook for uptime and transaction checks. See https://www.pingdom.com/resources/webhooks/. */
export const pingdom = vendorSource({
  type: 'pingdom',
  about: {
    vendor: 'Pingdom',
    steps: [
      'Under Settings, Integrations, add an integration of the type Webhook with the URL {url}?key={key}.',
      'Tick this integration in each check.',
      'Send a test from the check to see that it arrives.',
    ],
  },
  sought: '"check_id" and no "current_state"',
  isOurs: ({ firstText }) => firstText('check_id', 'current_state') !== '',
  find,
});

const STATES = {
  firing: ['down', 'failing', 'failure', 'unconfirmed_down', 'critical'],
  resolved: ['up', 'success', 'ok', 'paused'],
};
const IMPORTANCE: Readonly<Record<string, Severity>> = { high: 'critical', low: 'warning' };

function find(entry: Reading): Finding {
  const { text, firstText } = entry;
  const id = text('check_id');
  const isTransaction = text('check_type') === 'TRANSACTION';
  const status = statusIn(entry, 'current_state', STATES);
  const changedAt = entry.time('state_changed_timestamp') ?? entry.time('state_changed_utc_time');
  return {
    status,
    name: text('check_name'),
    title: `${text('check_name') || `Check ${id}`} ${isTransaction ? 'fails' : 'is down'}`,
    severity: severityIn(text('importance_level'), IMPORTANCE, 'error'),
    description: firstText('long_description', 'description'),
    labels: { ...labelsFromTags(itemsAt(entry, 'tags')), check_type: text('check_type') },
    annotations: {
      ...textsAt(entry, 'custom_message', 'description'),
      target: firstText('check_params.full_url', 'check_params.url', 'check_params.hostname'),
      seen_from: [text('first_probe.location'), text('second_probe.location')]
        .filter(Boolean)
        .join(', '),
    },
    url: /^\d+$/.test(id) ? `https://my.pingdom.com/reports/uptime#check=${id}` : null,
    dedupKey: id,
    ...(status === 'firing' ? { startsAt: changedAt } : { endsAt: changedAt }),
  };
}
