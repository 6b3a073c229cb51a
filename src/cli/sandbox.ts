import { readEnvironment } from '../config/environment.ts';
import type { Kept, Memory } from '../sandbox/keeping/kept.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { sentence } from './bot/saying.ts';
import { calledIn, withCalled } from './called.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { listenFault } from './listen.ts';
import { portBehind, startLocalSlackAt } from './local-slack.ts';
import { type Asked, argumentsOf } from './sandbox/arguments.ts';
import { readKeptFile, writeKeptFile } from './sandbox/kept-file.ts';
import { sandboxText } from './sandbox/text.ts';
import { untilToldToStop } from './signals.ts';

/** `quell sandbox`: the local Slack alone, to rehearse a real one with. */
export const sandbox: CliCommand = {
  name: 'sandbox',
  summary: 'the local Slack alone, to rehearse a real one with',
  help: `Usage: quell sandbox [--keep FILE] [--name NAME] [--port N] [--requests URL]

Starts the local Slack workspace without a bot, and prints the three lines that
.env needs for it. Put them there, and quell doctor, quell serve and quell send
work with it as with a real Slack, tokens included. Ctrl+C stops it; the next
start is another workspace, with other tokens, unless it is kept.

  --keep FILE      goes on with the workspace of this file: its name, tokens,
                   channels and messages, at its port. Where there is no such
                   file, a new workspace is kept in it. It holds the tokens
  --name NAME      what the workspace is called: as it was kept, or Sandbox
  --port N         where its page is, or behind it where that is taken; else
                   behind the port of the bot: 3001
  --requests URL   rehearses HTTP mode: it sends signed requests to the bot at
                   this address, such as http://127.0.0.1:3000, and prints
                   the signing secret in the place of the app token

Its page, under Try it, makes Slack slow or unreachable, archives a channel,
shuts the bot out of one, and takes a scope from the app.

Exit codes: 0 stopped, 1 a fault, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell sandbox --help.`));
      return EXIT.usage;
    }
    return showSandbox(asked, console, untilToldToStop);
  },
};

/** Where the sandbox of a bot would be; what is wrong in the environment is no matter here. */
function usualPort({ env }: Console): number {
  const reading = readEnvironment({ PORT: env['PORT'] });
  return portBehind('config' in reading ? reading.config.port : 3000);
}

/** Starts it, prints what it takes, and stops it when told to; answers the exit code. */
export async function showSandbox(
  asked: Asked,
  console: Console,
  untilStop: () => Promise<void>,
): Promise<number> {
  const found = memoryOf(asked, console);
  if ('fault' in found) {
    console.err(sentence(found.fault));
    return EXIT.fault;
  }
  const { memory } = found;
  const port = asked.port ?? memory?.kept?.port ?? usualPort(console);
  const slack = await started(asked, { port, memory }, console);
  if (slack === null) return EXIT.fault;
  if (!mayStay(slack, { port, memory }, console) || !slack.keep()) {
    await slack.close();
    return EXIT.fault;
  }
  const stop = untilStop();
  const text = sandboxText({ slack, requestUrl: asked.requestUrl, memory });
  console.out(withCalled(text, calledIn(process.cwd())));
  await stop;
  await slack.close();
  return EXIT.well;
}

/** Where it is to be, and what it remembers. */
interface Place {
  readonly port: number;
  readonly memory: Memory | null;
}

function started(
  { requestUrl, name }: Asked,
  { port, memory }: Place,
  console: Console,
): Promise<Sandbox | null> {
  const mode = requestUrl === null ? {} : { mode: { kind: 'http', requestUrl } as const };
  const named = name === null ? {} : { teamName: name };
  return startLocalSlackAt(port, { ...mode, ...named, memory }).catch((error: unknown) => {
    console.err(sentence(listenFault(error, '127.0.0.1', port)));
    return null;
  });
}

/** A workspace that is kept has its address in somebody's .env: it moves only when it is told to. */
function mayStay(slack: Sandbox, { port, memory }: Place, console: Console): boolean {
  if (!isElsewhere(slack, port)) return true;
  const isKept = memory !== null && memory.kept !== null;
  console.err(sentence(isKept ? keptElsewhereFault(port, memory.name) : elsewhereFault(port)));
  return !isKept;
}

const elsewhereFault = (port: number) =>
  `Port ${port} is taken: it is at the next free one behind it.`;

const keptElsewhereFault = (port: number, file: string) =>
  `Port ${port}, where the workspace of ${file} is to be, is taken: perhaps it runs already. Stop what has the port, or name another one with --port.`;

function isElsewhere({ url }: Sandbox, port: number): boolean {
  return port !== 0 && new URL(url).host !== new URL(`http://127.0.0.1:${port}`).host;
}

function memoryOf(
  { keep }: Asked,
  console: Console,
): { readonly memory: Memory | null } | { readonly fault: string } {
  if (keep === null) return { memory: null };
  const read = readKeptFile(keep);
  if ('fault' in read) return read;
  return { memory: { name: keep, kept: read.kept, save: savingIn(keep, console) } };
}

/** Says once why it cannot be kept, until it can again. */
function savingIn(file: string, console: Console): (kept: Kept) => boolean {
  let told: string | null = null;
  return (kept) => {
    const fault = writeKeptFile(file, kept);
    if (fault !== null && fault !== told) console.err(sentence(fault));
    told = fault;
    return fault === null;
  };
}
