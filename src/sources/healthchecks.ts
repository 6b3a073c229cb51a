import { type Reading, statusIn } from './shared/reading.ts';
import { type Finding, vendorSource } from './shared/vendor.ts';
import { labelsFromTags, textsAt } from './shared/words.ts';

const BODY =
  '{"code": "$CODE", "status": "$STATUS", "now": "$NOW", "exitstatus": "$EXITSTATUS", "check": $JSON}';

/** Healthchecks' webhook, whose body is ours to give: the check as JSON, alone or within what the steps paste. See https://healthchecks.io/docs/configuring_notifications/. */
export const healthchecks = vendorSource({
  type: 'healthchecks',
  about: {
    vendor: 'Healthchecks',
    steps: [
      'Under Integrations, add a Webhook; for down and for up, choose the method POST and the URL {url}.',
      'As both request bodies, paste the text below.',
      'As both request headers, enter Authorization: Bearer {key} and Content-Type: application/json.',
    ],
    paste: BODY,
  },
  sought: '"check", or "n_pings" of a check as JSON, or "code" with a "status"',
  isOurs: ({ at, text }) =>
    typeof at('check') === 'object' ||
    at('n_pings') !== undefined ||
    (text('code') !== '' && text('status') !== ''),
  find,
});

const STATES = { firing: ['down', 'grace'], resolved: ['up', 'paused', 'new', 'started'] };

function find(entry: Reading): Finding {
  const { text } = entry;
  const check = typeof entry.at('check') === 'object' ? entry.of(entry.at('check')) : entry;
  const status = statusIn(text('status') === '' ? check : entry, 'status', STATES);
  const name = check.firstText('name', 'slug') || text('name');
  const at = entry.time('now');
  return {
    status,
    name: name || `Check ${text('code')}`,
    title: `${name || `Check ${text('code')}`} did not report`,
    severity: 'error',
    description: sentenceOf(check, text('exitstatus')),
    labels: labelsFromTags(check.text('tags').split(/\s+/).filter(Boolean)),
    annotations: {
      ...textsAt(check, 'desc', 'last_ping', 'schedule'),
      exit_status: text('exitstatus') === '-1' ? '' : text('exitstatus'),
    },
    url: pageOf(check),
    dedupKey: text('code') || check.firstText('uuid', 'unique_key', 'slug', 'name'),
    ...(status === 'firing' ? { startsAt: at } : { endsAt: at }),
  };
}

/** The check's page. Its ping URL is never shown: who opens it reports that the job ran. */
function pageOf({ text }: Reading): string {
  const api = /^(https?:\/\/.+)\/api\/v\d+\/checks\/([\da-f-]{36})$/.exec(text('update_url'));
  return api ? `${api[1]}/checks/${api[2]}/details/` : '';
}

/** The exit status is -1 where the last ping had none; anything else but 0 is why the check is down. */
function sentenceOf({ text }: Reading, exit: string): string {
  if (/^[1-9]\d*$/.test(exit)) return `The job ended with the exit status ${exit}.`;
  const last = text('last_ping');
  return last === '' ? '' : `The last ping came at ${last}.`;
}
