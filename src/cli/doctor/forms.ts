import type { Environment } from '../../config/environment.ts';
import { fault, type Said, warning } from './finding.ts';

/** The variables that hold what Slack gave. */
export const SECRETS = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] as const;
export type Secret = (typeof SECRETS)[number];

/** What is to be said of a line without a value, such as `quell init` leaves; null: there is none such. */
export function emptyWarning(name: Secret, env: Environment): Said | null {
  if (env[name] !== '') return null;
  return warning(
    `.env (or the environment) has ${name} without a value.`,
    `For a real Slack, put it in. ${copy(name)}`,
  );
}

/** The same for what goes with a bot token: beside one, the environment has a fault without it; beside the other, none is wanted. */
export function emptyWarnings(name: Secret, other: Secret, env: Environment): readonly Said[] {
  if (env['SLACK_BOT_TOKEN'] || env[other] !== undefined) return [];
  const empty = emptyWarning(name, env);
  return empty ? [empty] : [];
}

/** What a text of Slack's is, by how it begins. */
const KINDS = [
  { form: /^xoxb-|^xoxe\.xoxb-/, is: 'a bot token (xoxb-…)', belongs: 'SLACK_BOT_TOKEN' },
  { form: /^xapp-/, is: 'an app-level token (xapp-…)', belongs: 'SLACK_APP_TOKEN' },
  { form: /^[0-9a-f]{32}$/, is: 'a signing secret', belongs: 'SLACK_SIGNING_SECRET' },
  { form: /^xox[pe][-.]/, is: 'the token of a person or of a configuration', belongs: null },
] as const;

/** Where each stands in the app's settings at api.slack.com/apps. */
const WHERE: Readonly<Record<Secret, string>> = {
  SLACK_BOT_TOKEN: "the app's settings under Install App, as Bot User OAuth Token (xoxb-…)",
  SLACK_APP_TOKEN:
    "the app's settings under Basic Information → App-Level Tokens, with the scope connections:write (xapp-…)",
  SLACK_SIGNING_SECRET: "the app's settings under Basic Information, as Signing Secret",
};

/** What is wrong with the form of a secret, before it is sent anywhere; null: nothing that can be seen. */
export function formFault(name: Secret, env: Environment): Said | null {
  const text = env[name];
  if (!text) return null;
  const kind = KINDS.find(({ form }) => form.test(text));
  if (kind?.belongs === name && TWICE.test(text))
    return fault(`${name} holds two tokens, one behind the other.`, ONE);
  if (kind?.belongs === name) return looksWhole(text) ? null : fault(begun(name), copy(name));
  if (kind) return fault(`${name} holds ${kind.is}.`, misplaced(name, kind.belongs, env));
  if (/^['"`]|['"`]$/.test(text)) return fault(`${name} has quotes around it.`, UNQUOTE);
  // Another server may have tokens of other forms, and only Slack knows how its secrets look.
  if (env['SLACK_API_URL'] || name === 'SLACK_SIGNING_SECRET') return null;
  return fault(`${name} is no ${FORMS[name]}.`, copy(name));
}

/** How each begins. */
const FORMS: Readonly<Record<Secret, string>> = {
  SLACK_BOT_TOKEN: 'bot token: such a token begins with xoxb-',
  SLACK_APP_TOKEN: 'app-level token: such a token begins with xapp-',
  SLACK_SIGNING_SECRET: 'signing secret',
};

/** Another one begins within it, as where somebody pasted once more; `xoxe.` before the first is part of that. */
const TWICE = /^(?:xoxe\.x|x(?!oxe\.)).*(?:xox[a-z][-.]|xapp-)/;
const ONE = 'Clear it, and paste one.';

/** A text such as xoxb-… stands in every manual. */
function looksWhole(text: string): boolean {
  return text.length >= 16 && !/…|\.\.\./.test(text);
}

function begun(name: Secret): string {
  return `${name} is only the beginning of a token.`;
}

const UNQUOTE = 'Take the quotes away where it is set: they became part of it.';

/** The commonest fault of all: two of them in each other's place. */
function misplaced(name: Secret, belongs: Secret | null, env: Environment): string {
  if (belongs === null) return copy(name);
  const other = KINDS.find(({ form }) => form.test(env[belongs] ?? ''));
  if (other?.belongs === name) return `${name} and ${belongs} are swapped: exchange the two.`;
  return `It belongs in ${belongs}. ${copy(name)}`;
}

/** How to come by the right one. */
export function copy(name: Secret): string {
  return `What belongs in ${name} stands in ${WHERE[name]}.`;
}
