import { expect } from 'vitest';
import type { MessageHandle } from '../../../src/sandbox/driver/message-handle.ts';
import { KEYS } from '../../support/doors.ts';
import { read as asShown, lastReply as lastOf } from '../../support/reading.ts';
import { type Bot, startBot } from '../../support/world.ts';

const KEY = 'sdk-key-0123456789';

/** A project whose errors arrive by an SDK. */
export const SHOP = `
sources: [{ name: shop, type: sentry-sdk, project: 7, key: ${KEY} }]
`;

/** What differs from a usual error of the shop. */
export interface Reported {
  readonly type?: string;
  readonly value?: string;
  readonly function?: string;
  readonly environment?: string;
  readonly release?: string;
  readonly user?: string;
  readonly level?: string;
}

/** Starts the bot with that project. */
export function withShop(): Promise<Bot> {
  return startBot({ config: SHOP });
}

/** What one reads in a message, without the marks of type and of code. */
export function read(message: MessageHandle): string {
  return asShown(message).replaceAll('`', '');
}

/** The newest reply under a card, likewise. */
export function lastReply(card: MessageHandle): string {
  return lastOf(card).replaceAll('`', '');
}

let events = 0;

/** An SDK reports an error, and the bot does what follows at once. Answers the event's id. */
export async function reports(bot: Bot, reported: Reported = {}): Promise<string> {
  events += 1;
  const event_id = events.toString(16).padStart(32, '0');
  const answer = await bot.app.server.inject({
    method: 'POST',
    url: '/api/7/store/',
    headers: { 'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${KEY}` },
    payload: { event_id, ...eventOf(bot, reported) },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  await bot.settle();
  return event_id;
}

/** The same error so many times, one a second, each of another user. */
export async function reportsTimes(bot: Bot, times: number, reported: Reported = {}) {
  for (let time = 0; time < times; time += 1) {
    await bot.advance('1s');
    await reports(bot, { user: `u${time}`, ...reported });
  }
}

function eventOf({ clock }: Bot, reported: Reported): object {
  const { type = 'KeyError', value = "'user_id'", user, release, level = 'error' } = reported;
  const { environment = 'production' } = reported;
  return {
    timestamp: clock.now() / 1_000,
    platform: 'python',
    level,
    environment,
    ...(release !== undefined && { release }),
    ...(user !== undefined && { user: { id: user } }),
    exception: { values: [{ type, value, stacktrace: { frames: framesOf(reported) } }] },
    request: { method: 'POST', url: 'https://shop.example.com/pay' },
    tags: { region: 'eu' },
    sdk: { name: 'sentry.python', version: '2.19.0' },
  };
}

function framesOf({ function: name = 'pay' }: Reported): readonly object[] {
  return [
    {
      filename: 'django/core/handlers/base.py',
      abs_path: '/usr/lib/python3/dist-packages/django/core/handlers/base.py',
      module: 'django.core.handlers.base',
      function: '_get_response',
      lineno: 197,
      in_app: false,
    },
    {
      filename: 'checkout/views.py',
      abs_path: '/srv/shop/checkout/views.py',
      module: 'checkout.views',
      function: name,
      lineno: 88,
      context_line: "    user = cart['user_id']",
      in_app: true,
    },
  ];
}

/** A pipeline tells of a release with one commit and its deploy, as `sentry-cli` does. */
export async function announces(
  bot: Bot,
  version: string,
  { file, author }: { readonly file: string; readonly author: string },
): Promise<void> {
  const commit = {
    id: '9f3c1ab00d5e4b7e9a530242ac120002aabbccdd',
    repository: 'https://git.example.com/shop',
    author_name: author,
    message: 'Restore carts',
    patch_set: [{ path: file, type: 'M' }],
  };
  await tells(bot, 'releases/', { version, projects: ['shop'], commits: [commit] });
  await tells(bot, `releases/${version}/deploys/`, {
    environment: 'production',
    projects: ['shop'],
  });
}

async function tells({ app }: Bot, path: string, payload: object): Promise<void> {
  const answer = await app.server.inject({
    method: 'POST',
    url: `/api/0/organizations/acme/${path}`,
    headers: { authorization: `Bearer ${KEYS.apiToken}` },
    payload,
  });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
}

/** A user writes what they saw when an error struck them. */
export async function writes(bot: Bot, event_id: string, comments: string): Promise<void> {
  const report = { event_id, name: 'Jane', email: 'jane@example.com', comments };
  const lines = [{ event_id }, { type: 'user_report' }, report].map((line) => JSON.stringify(line));
  const answer = await bot.app.server.inject({
    method: 'POST',
    url: '/api/7/envelope/',
    headers: {
      'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${KEY}`,
      'content-type': 'application/x-sentry-envelope',
    },
    payload: `${lines.join('\n')}\n`,
  });
  expect(answer.statusCode, answer.body).toBe(200);
  await bot.settle();
}
