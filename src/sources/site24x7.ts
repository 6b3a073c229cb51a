import type { Severity } from '../domain/severity.ts';
import { type Reading, severityIn, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, keyOf, labelsFromTags } from './shared/words.ts';

/** Site24x7's webhook, which posts JSON or form fields. See https://www.site24x7.com/help/admin/third-party-integrations/webhooks.html. */
export const site24x7 = vendorSource({
  type: 'site24x7',
  about: {
    vendor: 'Site24x7',
    steps: [
      'Under Admin, Third-Party Integrations, add a webhook with the URL {url}?key={key} and the method POST.',
      'Choose "Post as JSON" with the incident parameters, for down, trouble, critical and up.',
      'Associate it with your monitors or with all of them.',
    ],
  },
  alsoTakes: 'form',
  sought: '"MONITORNAME" and no "MONITOR_ID"',
  isOurs: ({ firstText }) => firstText('MONITORNAME', 'MONITOR_ID', 'MONITORID') !== '',
  find,
});

const STATES = {
  firing: ['down', 'trouble', 'critical', 'configuration error'],
  resolved: ['up', 'suspended', 'maintenance', 'in maintenance'],
};
const TITLES: Readonly<Record<string, string>> = { trouble: 'in trouble', critical: 'critical' };
const SEVERITIES: Readonly<Record<string, Severity>> = {
  up: 'warning',
  down: 'critical',
  trouble: 'warning',
};

function find(entry: Reading): Finding {
  const { text, firstText } = entry;
  const state = text('STATUS').toLowerCase();
  const name = text('MONITORNAME');
  const status = statusIn(entry, 'STATUS', STATES);
  const at = entry.time('INCIDENT_TIME_ISO');
  return {
    status,
    name: name || `Monitor ${firstText('MONITOR_ID', 'MONITORID')}`,
    title: name && `${name} is ${Object.hasOwn(TITLES, state) ? TITLES[state] : 'down'}`,
    severity: severityIn(state, SEVERITIES, 'error'),
    description: text('INCIDENT_REASON'),
    labels: {
      ...labelsFromTags([...itemsAt(entry, 'TAGS'), ...itemsAt(entry, 'GROUP_TAGS')]),
      monitor_type: text('MONITORTYPE'),
      group: text('MONITOR_GROUPNAME'),
    },
    annotations: {
      target: text('MONITORURL'),
      seen_from: text('FAILED_LOCATIONS'),
      root_cause: text('RCA_LINK'),
      outage: text('OUTAGE_DURATION'),
    },
    url: firstText('MONITOR_DASHBOARD_LINK', 'RCA_LINK', 'MONITORURL'),
    dedupKey: identityOf(entry),
    ...(status === 'firing' ? { startsAt: at } : { endsAt: at }),
  };
}

/** Ids here are above 2^53, so that neighbours are read as one: the name tells them apart. */
function identityOf({ at, firstText, text }: Reading): string {
  const isRounded = typeof at('MONITOR_ID') === 'number' && !Number.isSafeInteger(at('MONITOR_ID'));
  return keyOf(
    firstText('MONITOR_ID', 'MONITORID', 'MONITORNAME'),
    isRounded ? text('MONITORNAME') : '',
  );
}
