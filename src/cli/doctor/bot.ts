import type { EnvironmentReading } from '../../config/environment.ts';
import { fieldsOf, textAt } from '../../http/json-fields.ts';
import { addressOf } from '../bot/address.ts';
import { BotFault } from '../bot/bot-fault.ts';
import { type Answer, call } from '../bot/call.ts';

/** Who answers at the address of the bot: a bot, somebody else, or nobody. */
export type Bot =
  | {
      readonly kind: 'bot';
      readonly url: string;
      readonly isReady: boolean;
      /** What its store says. */
      readonly store: string;
      /** How it stands with Slack, in a word. */
      readonly slack: string;
      /** The name of the workspace that it works in; empty: not known yet. */
      readonly workspace: string;
      /** What is wrong there; empty: nothing. */
      readonly slackFault: string;
      /** Whether it refuses this folder's API token; false also where that is not known. */
      readonly isForeign: boolean;
    }
  | { readonly kind: 'stranger' | 'nobody'; readonly url: string };

/** Asks at the address that the environment names: there a bot is listening, not behind its public one. */
export async function botAt(environment: EnvironmentReading): Promise<Bot> {
  if (!('config' in environment) || environment.config.port === 0)
    return { kind: 'nobody', url: '' };
  const url = addressOf(null, { ...environment.config, publicUrl: null });
  try {
    const bot = botFrom(url, await call(`${url}/readyz`, {}));
    const { apiToken } = environment.config;
    if (bot.kind !== 'bot' || apiToken === null) return bot;
    return { ...bot, isForeign: await refuses(url, apiToken) };
  } catch (error) {
    if (error instanceof BotFault) return { kind: 'nobody', url };
    throw error;
  }
}

function botFrom(url: string, { body }: Answer): Bot {
  const fields = fieldsOf(body);
  const status = textAt(fields, 'status');
  if (status !== 'ready' && status !== 'not ready') return { kind: 'stranger', url };
  const slack = fieldsOf(fields['slack']);
  return {
    kind: 'bot',
    url,
    isReady: status === 'ready',
    store: textAt(fields, 'store'),
    slack: textAt(slack, 'state'),
    workspace: textAt(slack, 'workspace'),
    slackFault: textAt(slack, 'detail'),
    isForeign: false,
  };
}

/** What it answers otherwise (a process without the API, say) tells nothing. */
async function refuses(url: string, apiToken: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${apiToken}` };
  const { status } = await call(`${url}/api/v1/incidents?limit=1`, { headers });
  return status === 401;
}
