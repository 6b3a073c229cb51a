import { parseEnv } from 'node:util';
import type { Environment } from '../../config/environment.ts';
import type { Kept } from '../doctor/database/kept.ts';
import type { Secret } from '../doctor/forms.ts';
import type { Variable } from './env-text.ts';
import type { SlackMode } from './manifest.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** What decides on the variables beside the answers. */
export interface Circumstances {
  readonly env: Environment;
  /** What the database holds that Quell will work with. */
  readonly kept: Kept | 'unreadable' | null;
  /** The text of `.env` as it is; null: there is none. */
  readonly before: string | null;
  readonly newKey: () => string;
}

/** The variables of `.env`, in their order there. */
export function variablesFor(
  mode: SlackMode,
  tokens: Tokens,
  circumstances: Circumstances,
): readonly Variable[] {
  return [...slackVariables(mode, tokens), ...keyVariables(circumstances)];
}

const ABOUT: Readonly<Record<Secret, string>> = {
  SLACK_BOT_TOKEN: "# The app's settings → Install App → Bot User OAuth Token (xoxb-…)",
  SLACK_APP_TOKEN: `# The app's settings → Basic Information → App-Level Tokens (xapp-…),
# with the scope connections:write`,
  SLACK_SIGNING_SECRET: "# The app's settings → Basic Information → Signing Secret",
};

function slackVariables(mode: SlackMode, tokens: Tokens): readonly Variable[] {
  const ofSlack = tokensOf(mode).map((name) => ({
    name,
    value: tokens[name] ?? '',
    about: ABOUT[name],
  }));
  if (mode.kind === 'socket') return ofSlack;
  return [
    ...ofSlack,
    // Where there is one, Socket Mode it is.
    { name: 'SLACK_APP_TOKEN', value: null, about: '' },
    {
      name: 'QUELL_PUBLIC_URL',
      value: mode.publicUrl,
      about: '# Where Slack and links reach Quell.',
    },
  ];
}

const KEYS = [
  ['QUELL_INGEST_KEY', '# The key that monitors send their alerts with.', 'ingestKey'],
  [
    'QUELL_API_TOKEN',
    '# Of the REST API and quell export; with it quell send says where a card is.',
    'apiToken',
  ],
] as const;

/** Where there are keys already, in a database or anywhere, senders know them. */
function keyVariables({ env, kept, before, newKey }: Circumstances): readonly Variable[] {
  const inFile = parseEnv(before ?? '');
  return KEYS.map(([name, about, key]) => {
    if (inFile[name] || env[name]) return { name, value: '', about };
    if (kept === 'unreadable') return { name, value: '', about: `${about}\n${KEPT}` };
    return { name, value: kept?.[key] ?? newKey(), about };
  });
}

const KEPT =
  '# While it is empty: the one that is kept in the database. The start banner shows it.';
