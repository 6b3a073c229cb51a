import { basename } from 'node:path';
import type { Memory } from '../../sandbox/keeping/kept.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** What is said of a sandbox that runs. */
interface Shown {
  readonly slack: Sandbox;
  /** Where requests go in HTTP mode; null: Socket Mode. */
  readonly requestUrl: string | null;
  readonly memory: Memory | null;
}

/** Where it is, and what to put into `.env` for it. */
export function sandboxText({ slack, requestUrl, memory }: Shown): string {
  const { url, apiUrl, botToken, appToken, signingSecret, teamName } = slack;
  const [intro, line] =
    requestUrl === null
      ? ['For .env:', `SLACK_APP_TOKEN=${appToken}`]
      : [forHttp(requestUrl), `SLACK_SIGNING_SECRET=${signingSecret}`];
  return `A local Slack, ${teamName}, is at ${url}, without a bot. ${intro}

SLACK_BOT_TOKEN=${botToken}
${line}
SLACK_API_URL=${apiUrl}

${memory ? keptText(memory, slack) : ''}Then, in another terminal: quell doctor, quell serve. Ctrl+C stops this Slack.
`;
}

const forHttp = (requestUrl: string) => `It signs its
requests and sends them to ${requestUrl}.
For .env, which is not to set SLACK_APP_TOKEN then:`;

function keptText({ name, kept }: Memory, { url }: Sandbox): string {
  const file = basename(name);
  if (kept === null)
    return `It is kept in ${file}, tokens included: start it with the same --keep again.\n\n`;
  const isMoved = kept.port !== Number(new URL(url).port);
  const env = isMoved ? 'of .env, SLACK_API_URL alone changes' : '.env stays as it is';
  return `It goes on as ${file} has it: ${env}.\n\n`;
}
