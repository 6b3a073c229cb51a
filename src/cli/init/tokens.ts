import type { Environment } from '../../config/environment.ts';
import { formFault, SECRETS, type Secret } from '../doctor/forms.ts';
import type { Asker } from './asker.ts';
import type { SlackMode } from './manifest.ts';

/** What Slack gave; what is missing is yet to come. */
export type Tokens = Readonly<Partial<Record<Secret, string>>>;

/** Which of them this mode needs, in the order in which people come by them. */
export function tokensOf({ kind }: SlackMode): readonly Secret[] {
  return ['SLACK_BOT_TOKEN', kind === 'socket' ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'];
}

const NAMES: Readonly<Record<Secret, string>> = {
  SLACK_BOT_TOKEN: 'Bot User OAuth Token (xoxb-…)',
  SLACK_APP_TOKEN: 'App-level token (xapp-…)',
  SLACK_SIGNING_SECRET: 'Signing Secret',
};

/** Asks for each, as far as there are some: an answer may be empty. */
export async function askForTokens(mode: SlackMode, asker: Asker): Promise<Tokens> {
  const tokens: Partial<Record<Secret, string>> = {};
  for (const name of tokensOf(mode)) {
    const answer = await asker.secret(`${NAMES[name]}; Enter leaves it for later`, faultIn(name));
    // The second is of no use without the first.
    if (answer === '') return tokens;
    tokens[name] = answer;
  }
  return tokens;
}

function faultIn(name: Secret) {
  return (text: string): string | undefined => {
    const fault = formFault(name, { [name]: text });
    return fault?.detail.replace(`${name} holds`, 'This is').replace(name, 'This');
  };
}

/** What is wrong with those of the environment that this mode needs, each in a sentence; empty: nothing that can be seen. */
export function faultsIn(mode: SlackMode, env: Environment): readonly string[] {
  return tokensOf(mode).flatMap((name) => {
    const fault = formFault(name, env);
    return fault ? [`${fault.detail} ${fault.remedy}`] : [];
  });
}

/** Those that the environment has. */
export function tokensIn(env: Environment): Tokens {
  return Object.fromEntries(SECRETS.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}
