import { WebClient } from '@slack/web-api';
import type { Clock } from '../../clock.ts';
import type { Environment } from '../../config/environment.ts';
import { clientOptions } from '../../slack/clients.ts';
import { libraryLog } from '../../slack/library-log.ts';
import { slackTrouble } from '../../slack/slack-trouble.ts';
import { formFault } from './forms.ts';
import { once } from './once.ts';
import { SILENT } from './silent.ts';

/** What Slack says of the bot token. */
export interface Greeting {
  readonly team: string;
  readonly teamId: string;
  /** The workspace's address, with which those of its messages begin. */
  readonly url: string;
  readonly user: string;
  readonly botId: string;
  /** What the token may do; null: the server does not say. */
  readonly scopes: readonly string[] | null;
}

/** Slack, as it can be asked with these settings. */
export interface SlackVisit {
  /** With the bot token. */
  readonly web: WebClient;
  /** With the app-level token. */
  readonly app: WebClient;
  /** Who the bot is; rejects with what Slack or the network said. Asked once. */
  greeting(): Promise<Greeting>;
  /** The same; null where they said no, of which the check of the bot token tells why. */
  greeted(): Promise<Greeting | null>;
  /** Whether anything answered yet. */
  isReached(): boolean;
  /** By how many milliseconds this machine's clock is ahead; null: no answer told the time. */
  ahead(): number | null;
}

/** Long enough for a far Slack, and short enough for whoever waits at a terminal. */
const TIMEOUT_MS = 8_000;

/** Ready to ask; null where there is no token that may be one, or no address. */
export function slackVisit(env: Environment, clock: Clock): SlackVisit | null {
  const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: api } = env;
  const apiUrl = api || null;
  if (!token || formFault('SLACK_BOT_TOKEN', env) || !isAddress(apiUrl)) return null;
  const heard: Heard = { isReached: false, scopes: null, ahead: null };
  const fetching = listening(heard, clock);
  const web = client(token, apiUrl, fetching);
  const greeting = once(() => greet(web, heard));
  return {
    web,
    app: client(appToken ?? '', apiUrl, fetching),
    greeting,
    greeted: () => greeting().catch(nullWhereRefused),
    isReached: () => heard.isReached,
    ahead: () => heard.ahead,
  };
}

/** Slack as it can be asked with the app-level token alone, where the other cannot be one; null where there is no address. */
export function withAppTokenAlone(env: Environment): WebClient | null {
  const apiUrl = env['SLACK_API_URL'] || null;
  return isAddress(apiUrl) ? client(env['SLACK_APP_TOKEN'] ?? '', apiUrl, fetch) : null;
}

function nullWhereRefused(error: unknown): null {
  if (slackTrouble(error) === null) throw error;
  return null;
}

function isAddress(apiUrl: string | null): boolean {
  return apiUrl === null || (URL.canParse(apiUrl) && /^https?:.*\/api\/$/i.test(apiUrl));
}

function client(token: string, apiUrl: string | null, fetching: typeof fetch): WebClient {
  return new WebClient(token, {
    ...clientOptions(apiUrl, libraryLog(SILENT)),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    fetch: fetching,
  });
}

/** What answers carry beside their body. */
interface Heard {
  isReached: boolean;
  scopes: readonly string[] | null;
  ahead: number | null;
}

/** Fetches, and hears what the headers say: https://docs.slack.dev/authentication/installing-with-oauth#scopes. */
function listening(heard: Heard, clock: Clock): typeof fetch {
  return async (address, init) => {
    const sentAt = clock.now();
    const response = await fetch(address, init);
    heard.isReached = true;
    const scopes = response.headers.get('x-oauth-scopes');
    if (scopes !== null) heard.scopes ??= scopes.split(',').map((scope) => scope.trim());
    const date = Date.parse(response.headers.get('date') ?? '');
    // The header counts whole seconds, and was written about midway.
    if (Number.isFinite(date)) heard.ahead ??= (sentAt + clock.now()) / 2 - (date + 500);
    return response;
  };
}

async function greet(web: WebClient, heard: Heard): Promise<Greeting> {
  const { team = '', team_id: teamId = '', url = '', ...bot } = await web.auth.test();
  return { team, teamId, url, user: bot.user ?? '', botId: bot.bot_id ?? '', scopes: heard.scopes };
}
