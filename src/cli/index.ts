import { nearest } from '../nearest.ts';
import { sentence } from './bot/saying.ts';
import { check } from './check.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { doctor } from './doctor.ts';
import { exporting } from './export.ts';
import { init } from './init.ts';
import { migrate } from './migrate.ts';
import { replay } from './replay.ts';
import { sandbox } from './sandbox.ts';
import { send } from './send.ts';
import { serve } from './serve.ts';
import { VERSION } from './version.ts';

/** Every command, in the order that the help shows. */
const commands: readonly CliCommand[] = [
  serve,
  init,
  check,
  doctor,
  sandbox,
  send,
  replay,
  exporting,
  migrate,
];

/** Runs what the command line asks for; answers the exit code. */
export async function runCommandLine(args: readonly string[], console: Console): Promise<number> {
  const [word, ...rest] = args;
  if (word === 'help' && rest[0] !== undefined) return runCommandLine([rest[0], '--help'], console);
  if (word === undefined || isHelp(word) || word === 'help') return say(console, overview());
  if (word === '--version' || word === '-v') return say(console, `quell ${VERSION}`);
  const command = commands.find(({ name }) => name === word);
  if (!command) return refuse(console, word);
  if (rest.some(isHelp)) return say(console, command.help);
  return command.run(rest, console);
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function say(console: Console, text: string): number {
  console.out(`${text}\n`);
  return EXIT.well;
}

function refuse(console: Console, word: string): number {
  const names = commands.map(({ name }) => name);
  const meant = nearest(word, names);
  const next = meant === undefined ? `There is: ${names.join(', ')}.` : `Did you mean ${meant}?`;
  console.err(sentence(`quell has no command "${word}". ${next} See quell --help.`));
  return EXIT.usage;
}

function overview(): string {
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(9)}${summary}`).join('\n');
  return `Quell takes in alerts, decides what deserves a human, and works the incident in
Slack.

Usage: quell COMMAND [OPTIONS]

${list}

quell COMMAND --help explains a command, quell --version names the version.
Colours: on a terminal only; NO_COLOR=1 takes them away there too.`;
}
