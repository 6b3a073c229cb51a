import { parseArgs } from 'node:util';
import { readEnvironment } from '../config/environment.ts';
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
  help: `Usage: quell sandbox [--port N]

Starts the local Slack workspace without a bot, and prints the three lines that
.env needs for it. Put them there, and quell doctor, quell serve and quell send
work with it as with a real Slack, tokens included. Ctrl+C stops it; the next
start is another workspace, with other tokens.

  --port N   where its page is, or behind it where that is taken; else behind
             the port of the bot: 3001

Exit codes: 0 stopped, 1 a fault, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args, console);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell sandbox --help.`));
      return EXIT.usage;
    }
    return showSandbox(asked.port, console, untilToldToStop);
  },
};

function argumentsOf(
  args: readonly string[],
  console: Console,
): { readonly port: number } | { readonly fault: string } {
  try {
    const { port } = parseArgs({ args: [...args], options: { port: { type: 'string' } } }).values;
    if (port === undefined) return { port: usualPort(console) };
    if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return { port: Number(port) };
    return { fault: `--port is "${port}"; it must be a number from 0 to 65535.` };
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

/** Where the sandbox of a bot would be; what is wrong in the environment is no matter here. */
function usualPort({ env }: Console): number {
  const reading = readEnvironment({ PORT: env['PORT'] });
  return portBehind('config' in reading ? reading.config.port : 3000);
}

/** Starts it, prints what it takes, and stops it when told to; answers the exit code. */
export async function showSandbox(
  port: number,
  console: Console,
  untilStop: () => Promise<void>,
): Promise<number> {
  const slack = await startLocalSlackAt(port).catch((error: unknown) => {
    console.err(sentence(listenFault(error, '127.0.0.1', port)));
    return null;
  });
  if (slack === null) return EXIT.fault;
  const stop = untilStop();
  console.out(withCalled(textFor(slack), calledIn(process.cwd())));
  await stop;
  await slack.close();
  return EXIT.well;
}

interface Taken {
  readonly url: string;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
}

function textFor({ url, apiUrl, botToken, appToken }: Taken): string {
  return `A local Slack is at ${url}, without a bot. For .env:

SLACK_BOT_TOKEN=${botToken}
SLACK_APP_TOKEN=${appToken}
SLACK_API_URL=${apiUrl}

Then, in another terminal: quell doctor, quell serve. Ctrl+C stops this Slack.
`;
}
