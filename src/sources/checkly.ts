import type { Severity } from '../domain/severity.ts';
import { type Reading, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { itemsAt, keyOf, labelsFromTags, textsAt } from './shared/words.ts';
import { signedOrKey } from './source.ts';

const TEMPLATE = JSON.stringify(
  {
    event: '{{ALERT_TITLE}}',
    alert_type: '{{ALERT_TYPE}}',
    check_name: '{{CHECK_NAME}}',
    group_name: '{{GROUP_NAME}}',
    check_id: '{{CHECK_ID}}',
    check_type: '{{CHECK_TYPE}}',
    check_error_message: '{{CHECK_ERROR_MESSAGE}}',
    response_time: '{{RESPONSE_TIME}}',
    api_check_response_status_code: '{{API_CHECK_RESPONSE_STATUS_CODE}}',
    run_location: '{{RUN_LOCATION}}',
    ssl_days_remaining: '{{SSL_DAYS_REMAINING}}',
    ssl_check_domain: '{{SSL_CHECK_DOMAIN}}',
    started_at: '{{STARTED_AT}}',
    tags: '{{TAGS}}',
    link: '{{RESULT_LINK}}',
  },
  null,
  2,
);

/** Checkly's webhook channel, with the template that its steps paste, signed where it has a secret. See https://www.checklyhq.com/docs/integrations/alerts/webhooks. */
export const checkly = vendorSource({
  type: 'checkly',
  auth: signedOrKey({
    header: 'x-checkly-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: '',
  }),
  about: {
    vendor: 'Checkly',
    steps: [
      'Under Alert settings, add a webhook channel with the method POST and the URL {url}.',
      'As its body, paste the text below.',
      'As its webhook secret, enter {key}, and subscribe your checks to the channel.',
    ],
    paste: TEMPLATE,
  },
  sought: '"alert_type" and no "check_id"',
  isOurs: ({ firstText }) => firstText('alert_type', 'check_id', 'check_name') !== '',
  find,
});

const TYPES = {
  firing: [
    'alert_failure',
    'alert_failure_remain',
    'alert_failure_degraded',
    'alert_degraded',
    'alert_degraded_remain',
    'alert_degraded_failure',
    'alert_ssl',
  ],
  resolved: ['alert_recovery', 'alert_degraded_recovery', 'no_alert'],
};

function find(entry: Reading): Finding {
  const { text, firstText } = entry;
  const type = text('alert_type').toLowerCase();
  const aboutCertificate = type === 'alert_ssl';
  const name = firstText('check_name', 'event');
  return {
    status: statusIn(entry, 'alert_type', TYPES),
    name: aboutCertificate ? `${name} certificate` : name,
    title: `${name} ${problemOf(type)}`,
    severity: severityOf(type),
    description: firstText('check_error_message', 'event'),
    labels: {
      ...labelsFromTags(itemsAt(entry, 'tags')),
      group: text('group_name'),
      check_type: text('check_type'),
    },
    annotations: {
      ...textsAt(entry, 'response_time', 'ssl_days_remaining', 'ssl_check_domain'),
      status_code: text('api_check_response_status_code'),
      seen_from: firstText('run_location', 'region'),
    },
    url: text('link'),
    dedupKey: keyOf(firstText('check_id', 'check_name'), aboutCertificate ? 'ssl' : ''),
  };
}

function problemOf(type: string): string {
  if (type === 'alert_ssl') return 'has a certificate that expires soon';
  return isDegraded(type) ? 'is degraded' : 'fails';
}

function severityOf(type: string): Severity {
  return type === 'alert_ssl' || isDegraded(type) ? 'warning' : 'error';
}

/** `ALERT_FAILURE_DEGRADED` goes from failing to degraded, `ALERT_DEGRADED_FAILURE` the other way. */
function isDegraded(type: string): boolean {
  return type.includes('degraded') && !type.endsWith('failure');
}
