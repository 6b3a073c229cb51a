import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { readEnvironment } from '../../config/environment.ts';
import { USUAL_FILE } from '../../config/load.ts';
import type { Look } from '../../config/show.ts';
import { addressOf } from '../bot/address.ts';
import { sentence } from '../bot/saying.ts';
import { withCalled } from '../called.ts';
import { type Console, EXIT } from '../command.ts';
import { type Answers, USUAL } from './answers.ts';
import type { Asked } from './arguments.ts';
import type { Asker } from './asker.ts';
import { configText } from './config-text.ts';
import { type Database, databaseHere, databaseText } from './database.ts';
import { envText } from './env-text.ts';
import { type Planned, textOf, writeAll } from './files.ts';
import { besideName, isLeft, leftText, placed } from './placing.ts';
import { askFor } from './questions.ts';
import { sendersText } from './senders.ts';
import { appSteps, lastStep } from './steps.ts';
import { askForTokens, faultsIn, type Tokens, tokensIn, tokensOf } from './tokens.ts';
import { variablesFor } from './variables.ts';

/** What `quell init` works with. */
export interface InitParts {
  readonly console: Console;
  /** Null: nobody is asked. */
  readonly asker: Asker | null;
  readonly look: Look;
  /** Where the files go. */
  readonly folder: string;
  /** An IANA time zone. */
  readonly timezone: string;
  readonly newKey: () => string;
  /** How this program is called here. */
  readonly called: string;
}

/** Asks, writes all files or none, and says what is next; answers the exit code. */
export async function init(asked: Asked, parts: InitParts): Promise<number> {
  const { asker, console } = parts;
  asker?.begin('Quell: a real Slack in three steps');
  const answers = asker ? await askFor(asked.given, asker) : { ...USUAL, ...asked.given };
  const faults = asked.withTokens ? faultsIn(answers.mode, console.env) : [];
  if (faults.length > 0) return refuse(faults, console);
  const tokens = await tokensFor(answers, asked, parts);
  const database = databaseHere(parts);
  const wanted = planned(answers, { tokens, kept: database.kept }, parts);
  const changed = wanted.filter(({ before, after }) => before !== after);
  const files = await placed(changed, asked, parts);
  if (files === null) return EXIT.fault;
  writeAll(files);
  if (asker) asker.end(writtenText(files));
  else console.out(`${writtenText(files)}\n\n`);
  const texts = [
    leftText(wanted, files),
    databaseText(database),
    nextText(answers, standing(wanted, files), parts),
  ];
  console.out(withCalled(texts.join(''), parts.called));
  return EXIT.well;
}

function refuse(faults: readonly string[], console: Console): number {
  console.err(`${faults.map(sentence).join('')}Nothing was written.\n`);
  return EXIT.fault;
}

async function tokensFor(
  { mode }: Answers,
  { withTokens }: Asked,
  { asker, console, look, called }: InitParts,
): Promise<Tokens> {
  if (withTokens) return tokensIn(console.env);
  if (!asker) return {};
  asker.show(withCalled(appSteps(mode, look), called));
  return askForTokens(mode, asker);
}

/** Others on the machine need not read secrets. */
const SECRET_MODE = 0o600;

function planned(
  answers: Answers,
  { tokens, kept }: { readonly tokens: Tokens } & Pick<Database, 'kept'>,
  parts: InitParts,
): readonly Planned[] {
  const { folder, console, newKey, timezone, called } = parts;
  const { env } = console;
  const config = fileIn(folder, env['QUELL_CONFIG'] || USUAL_FILE);
  const secrets = fileIn(folder, '.env');
  const circumstances = { env, kept, before: secrets.before, newKey };
  const variables = variablesFor(answers.mode, tokens, circumstances);
  return [
    { ...config, after: withCalled(configText(answers, timezone), called), mode: 0o644 },
    { ...secrets, after: envText(secrets.before, variables), mode: SECRET_MODE },
  ];
}

function fileIn(folder: string, name: string): Pick<Planned, 'name' | 'path' | 'before'> {
  const path = resolve(folder, name);
  return { name, path, before: textOf(path) };
}

function writtenText(files: readonly Planned[]): string {
  const names = files.map(({ name }) => {
    return SECRET_FILES.includes(name) ? `${name} (for your eyes only)` : name;
  });
  if (names.length === 0) return 'quell.yml and .env are as they should be: nothing was written.';
  return `Written: ${names.join(' and ')}.`;
}

const SECRET_FILES: readonly string[] = ['.env', besideName('.env')];

function nextText(answers: Answers, secrets: string, { console, asker, look }: InitParts): string {
  const { mode, sources } = answers;
  const isComplete = tokensOf(mode).every((name) => parseEnv(secrets)[name]);
  // Whoever was asked has seen them, in front of the question for the tokens.
  const steps = asker || isComplete ? '' : `${appSteps(mode, look)}\n\n`;
  const last = lastStep(answers, isComplete);
  return `${steps}${last}${sources.length > 0 ? sendersPart(answers, console) : ''}`;
}

/** What `.env` holds from now on. */
function standing(wanted: readonly Planned[], files: readonly Planned[]): string {
  const secrets = wanted.find(({ name }) => name === '.env');
  return (secrets && isLeft(secrets, files) ? secrets.before : secrets?.after) ?? '';
}

function sendersPart({ sources, mode }: Answers, { env }: Console): string {
  const reading = readEnvironment(env);
  const here = 'config' in reading ? addressOf(null, reading.config) : 'http://127.0.0.1:3000';
  const address = mode.kind === 'http' ? mode.publicUrl : here;
  return `\nYour monitors. KEY is QUELL_INGEST_KEY, which stands in .env.\n${sendersText(sources, address)}`;
}
