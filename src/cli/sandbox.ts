import { parseArgs } from 'node:util';
import { readEnvironment } from '../config/environment.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { sentence } from './bot/saying.ts';
import { calledIn, withCalled } from './called.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { listenFault } from './listen.ts';
import { portBehind, startLocalSlackAt } from './local-slack.ts';
import { untilToldToStop } from './signals.ts';

/** `quell sandbox`: the local Slack alone, to rehearse a real one with. */
export const sandbox: CliCommand = {
  name: 'sandbox',
  summary: 'the local Slack alone, to rehearse a real one with',
  help: `Usage: quell sandbox [--port N] [--requests URL]

Starts the local Slack workspace without a bot, and prints the three lines that
.env needs for it. Put them there, and quell doctor, quell serve and quell send
work with it as with a real Slack, tokens included. Ctrl+C stops it; the next
start is another workspace, with other tokens.

  --port N         where its page is, or behind it where that is taken; else
                   behind the port of the bot: 3001
  --requests URL   rehearses HTTP mode: it sends signed requests to the bot at
                   this address, such as http://127.0.0.1:3000, and prints
                   the signing secret in the place of the app token

Exit codes: 0 stopped, 1 a fault, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args, console);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell sandbox --help.`));
      return EXIT.usage;
    }
    return showSandbox(asked, console, untilToldToStop);
  },
};

/** What the command line asks for. */
interface Asked {
  readonly port: number;
  /** Where requests go in HTTP mode; null: Socket Mode. */
  readonly requestUrl: string | null;
}

const OPTIONS = { port: { type: 'string' }, requests: { type: 'string' } } as const;

function argumentsOf(
  args: readonly string[],
  console: Console,
): Asked | { readonly fault: string } {
  try {
    const { port, requests } = parseArgs({ args: [...args], options: OPTIONS }).values;
    const requestUrl = requests === undefined ? null : requestUrlOf(requests);
    if (requestUrl === undefined) return { fault: notAnAddress(requests) };
    if (port === undefined) return { port: usualPort(console), requestUrl };
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return { port: Number(port), requestUrl };
    return { fault: `--port is "${port}"; it must be a number from 0 to 65535.` };
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

const notAnAddress = (given = '') =>
  `--requests is "${given}"; it must be where the bot is, such as http://127.0.0.1:3000.`;

/** Where the bot takes Slack's requests, also where its address alone is given; undefined: that is none. */
export function requestUrlOf(given: string): string | undefined {
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return undefined;
  const { origin, pathname } = new URL(given);
  return pathname === '/' ? `${origin}/slack/events` : `${origin}${pathname}`;
}

/** Where the sandbox of a bot would be; what is wrong in the environment is no matter here. */
function usualPort({ env }: Console): number {
  const reading = readEnvironment({ PORT: env['PORT'] });
  return portBehind('config' in reading ? reading.config.port : 3000);
}

/** Starts it, prints what it takes, and stops it when told to; answers the exit code. */
export async function showSandbox(
  { port, requestUrl }: Asked,
  console: Console,
  untilStop: () => Promise<void>,
): Promise<number> {
  const mode = requestUrl === null ? undefined : ({ kind: 'http', requestUrl } as const);
  const slack = await startLocalSlackAt(port, mode).catch((error: unknown) => {
    console.err(sentence(listenFault(error, '127.0.0.1', port)));
    return null;
  });
  if (slack === null) return EXIT.fault;
  if (isElsewhere(slack, port))
    console.err(sentence(`Port ${port} is taken: it is at the next free one behind it.`));
  const stop = untilStop();
  console.out(withCalled(textFor(slack, requestUrl), calledIn(process.cwd())));
  await stop;
  await slack.close();
  return EXIT.well;
}

function isElsewhere({ url }: Sandbox, port: number): boolean {
  return port !== 0 && new URL(url).host !== new URL(`http://127.0.0.1:${port}`).host;
}

function textFor(slack: Sandbox, requestUrl: string | null): string {
  const { url, apiUrl, botToken, appToken, signingSecret } = slack;
  const [intro, line] =
    requestUrl === null
      ? ['For .env:', `SLACK_APP_TOKEN=${appToken}`]
      : [forHttp(requestUrl), `SLACK_SIGNING_SECRET=${signingSecret}`];
  return `A local Slack is at ${url}, without a bot. ${intro}

SLACK_BOT_TOKEN=${botToken}
${line}
SLACK_API_URL=${apiUrl}

Then, in another terminal: quell doctor, quell serve. Ctrl+C stops this Slack.
`;
}

const forHttp = (requestUrl: string) => `It signs its
requests and sends them to ${requestUrl}.
For .env, which is not to set SLACK_APP_TOKEN then:`;
