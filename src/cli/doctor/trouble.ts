import type { Environment } from '../../config/environment.ts';
import type { DeliveryFailed } from '../../flow/notifier.ts';
import { deliveryFailure } from '../../slack/failures.ts';
import { slackTrouble } from '../../slack/slack-trouble.ts';
import { fault, type Said, warning } from './finding.ts';
import { copy, type Secret } from './forms.ts';

/** What Slack or the network said, as a finding; null: the error is of another sort. */
export function troubleOf(error: unknown, name: Secret, env: Environment): Said | null {
  if (slackTrouble(error) === null) return null;
  const failure = deliveryFailure(error);
  switch (failure.kind) {
    case 'busy':
      return limited(failure);
    case 'unreachable':
      return fault(unreachable(failure.code, env), networkRemedy(env));
    case 'unknown':
      return fault(unanswered(failure.code), `Try again soon. ${networkRemedy(env)}`);
    case 'token':
      return refused(failure.code, name, failure.needed ?? '');
    default:
      return fault(`Slack refuses: ${failure.code}.`, 'Run quell doctor again in a minute.');
  }
}

function limited({ retryAfter }: DeliveryFailed): Said {
  const seconds = Math.ceil((retryAfter ?? 1_000) / 1_000);
  return warning(
    `Slack asks to wait ${seconds} s: these were too many calls for it.`,
    `Run quell doctor again in ${seconds} s. Quell itself waits as long as Slack asks.`,
  );
}

function unreachable(code: string, { SLACK_API_URL }: Environment): string {
  const [, status] = /^http_(\d+)$/.exec(code) ?? [];
  const where = SLACK_API_URL ? new URL(SLACK_API_URL).host : 'slack.com';
  if (status === undefined) return `${where} cannot be reached: ${code}.`;
  return `Something that is not Slack's API answers for ${where}, with the status ${status}.`;
}

function unanswered(code: string): string {
  const [, status] = /^http_(\d+)$/.exec(code) ?? [];
  if (status !== undefined) return `Slack answers with the status ${status}.`;
  if (code === 'timeout') return 'Slack does not answer in time.';
  if (code === 'malformed_answer') return 'What answers is not Slack: its answer is no JSON.';
  return `Slack does not answer: ${code}.`;
}

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

function networkRemedy(env: Environment): string {
  if (env['SLACK_API_URL'])
    return "Check that the server of SLACK_API_URL runs, or unset it for Slack's own.";
  const proxy = PROXIES.find((name) => env[name]);
  if (proxy !== undefined && !env['NODE_USE_ENV_PROXY'])
    return `${proxy} is set, but Node.js heeds it from version 24 on, and with NODE_USE_ENV_PROXY=1 only: set that too.`;
  return 'Check the network, its name server and its firewall: https and wss to *.slack.com must be open.';
}

function refused(code: string, name: Secret, needed: string): Said {
  const known = REFUSALS[code];
  if (code === 'missing_scope') {
    const scope = name === 'SLACK_APP_TOKEN' ? 'connections:write' : needed;
    const anew = name === 'SLACK_APP_TOKEN' ? copy(name) : REINSTALL;
    return fault(`${name} lacks the scope ${scope}.`, anew);
  }
  return fault(`Slack refuses ${name}: ${known ?? `${code}.`}`, `${copy(name)} Set it anew.`);
}

/** How an app gets scopes that its manifest has by now. */
export const REINSTALL =
  "In the app's settings, paste manifest.yml under App Manifest and save, then Install App → Reinstall; the tokens stay.";

/** https://docs.slack.dev/reference/methods/auth.test#errors. */
const REFUSALS: Readonly<Record<string, string | undefined>> = {
  invalid_auth: 'it does not know it, or takes it from other addresses only (invalid_auth).',
  not_authed: 'it is empty (not_authed).',
  account_inactive: 'the app was uninstalled (account_inactive).',
  token_revoked: 'it was revoked (token_revoked).',
  token_expired: 'it has expired (token_expired). Quell needs token rotation to be off.',
  not_allowed_token_type: 'it is of another sort (not_allowed_token_type).',
};
