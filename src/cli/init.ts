import { randomBytes } from 'node:crypto';
import { sentence } from './bot/saying.ts';
import { calledIn } from './called.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { type Asked, argumentsOf } from './init/arguments.ts';
import { Cancelled } from './init/asker.ts';
import { Unwritable } from './init/files.ts';
import { creationLink, manifestFor } from './init/manifest.ts';
import { init as initWith } from './init/run.ts';
import { terminalAsker } from './init/terminal.ts';
import { lookOf } from './look.ts';

/** `quell init`: from nothing to a real Slack. */
export const init: CliCommand = {
  name: 'init',
  summary: 'asks little, writes quell.yml and .env, and says how to make the app',
  help: `Usage: quell init [OPTIONS]

Asks where cards go and whom to call, writes a commented quell.yml and a .env,
and shows the three steps to a real Slack. Both files are written at the end, or
neither. Where one is there already, its changes are shown, and you say whether
it is changed or the new one is written beside it, as quell.yml.new.

Each option answers a question, which is then not asked:
  --channel CHANNEL       where cards go: #alerts
  --wake SEVERITY         what calls somebody: critical, error or nothing
  --mention WHOM          whom it calls: @here, @oncall, @ann
  --environments LIST     where it does: production,prod,live
  --socket                Socket Mode: Slack needs no address of yours
  --http URL              HTTP: Slack sends to your https address
  --sources LIST          what sends alerts, for its steps: prometheus,grafana;
                          quell send --list prints all
Others:
  -y, --yes               takes the usual answer to all other questions
  --tokens-from-env       writes the tokens that the environment has into .env
  --force                 changes files that are there without asking
  --manifest              prints the manifest of the Slack app, and nothing else
  --link                  prints the address of the page that makes it

Exit codes: 0 well, 1 nothing was written, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) return refuse(`${asked.fault} See quell init --help.`, console);
    if (asked.print !== null) return print(asked, asked.print, console);
    const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
    if (!asked.yes && !isTerminal) return refuse(NO_TERMINAL, console);
    try {
      return await initWith(asked, await partsFor(asked, console));
    } catch (error) {
      if (!(error instanceof Cancelled || error instanceof Unwritable)) throw error;
      console.err(sentence(error.message));
      return EXIT.fault;
    }
  },
};

const NO_TERMINAL =
  'quell init asks questions, and here is no terminal: pass --yes, and options for other answers.';

function refuse(text: string, console: Console): number {
  console.err(sentence(text));
  return EXIT.usage;
}

function print({ given }: Asked, what: 'manifest' | 'link', console: Console): number {
  const mode = given.mode ?? { kind: 'socket' };
  console.out(what === 'manifest' ? manifestFor(mode) : `${creationLink(mode)}\n`);
  return EXIT.well;
}

async function partsFor({ yes }: Asked, console: Console) {
  const streams = { input: process.stdin, output: process.stdout };
  return {
    console,
    asker: yes ? null : await terminalAsker(streams),
    look: lookOf(console, process.stdout.isTTY),
    folder: process.cwd(),
    timezone: new Intl.DateTimeFormat('en').resolvedOptions().timeZone,
    called: calledIn(process.cwd()),
    newKey: () => randomBytes(16).toString('hex'),
  };
}
