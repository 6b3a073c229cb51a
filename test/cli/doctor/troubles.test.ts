import { WebAPIHTTPError, WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { formFault } from '../../../src/cli/doctor/forms.ts';
import { troubleOf } from '../../../src/cli/doctor/trouble.ts';
import { look, textOf } from './looking.ts';

const said = (error: unknown, env = {}) => JSON.stringify(troubleOf(error, 'SLACK_BOT_TOKEN', env));
const platform = (error: string) =>
  new WebAPIPlatformError({ ok: false, error, response_metadata: {} });

describe('what Slack says is told with what to do', () => {
  it.each([
    ['not_authed', 'it is empty (not_authed).'],
    ['account_inactive', 'the app was uninstalled (account_inactive).'],
    ['token_revoked', 'it was revoked (token_revoked).'],
    ['token_expired', 'it has expired (token_expired). Quell needs token rotation to be off.'],
    ['not_allowed_token_type', 'it is of another sort (not_allowed_token_type).'],
  ])('of a token: %s', (code, words) => {
    expect(said(platform(code))).toContain(`Slack refuses SLACK_BOT_TOKEN: ${words}`);
    expect(said(platform(code))).toContain(' Set it anew.');
  });

  it.each([
    ['an answer of its own', platform('is_bot'), 'Slack refuses: is_bot.'],
    ['what it cannot say itself', platform('is_bot'), 'Run quell doctor again in a minute.'],
    ['an outage', new WebAPIHTTPError(503, 'Away', {}), 'Try again soon. Check the network'],
    ['silence', new DOMException('too late', 'TimeoutError'), 'Slack does not answer in time.'],
    [
      'another server',
      new WebAPIHTTPError(404, 'Not Found', {}),
      "Something that is not Slack's API answers for slack.com, with the status 404.",
    ],
  ])('of a call: %s', (_, error, words) => {
    expect(said(error)).toContain(words);
  });
});

it('a configuration file that is not there is told of with the command that writes one', async () => {
  const found = await look('configuration', { QUELL_CONFIG: '/nowhere/quell.yml' });

  expect(textOf(found)).toContain(' quell init writes one to begin with.');
});

it('a secret in quotes is told of before it is sent anywhere', () => {
  expect(JSON.stringify(formFault('SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: "'x'" }))).toContain(
    'SLACK_BOT_TOKEN has quotes around it.',
  );
  expect(formFault('SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: "'x'" })?.remedy).toBe(
    'Take the quotes away where it is set: they became part of it.',
  );
});
