import { existsSync } from 'node:fs';
import { ulid } from 'ulid';
import { createLogger } from '../logger.ts';
import {
  type Progress as Copied,
  copyStore,
  NotCopied,
  type Source,
  type Target,
} from '../store/copy/copy.ts';
import { StoreFailed, StoreUnusable } from '../store/failure.ts';
import { postgresStore } from '../store/postgres/index.ts';
import { sqliteStore } from '../store/sqlite/index.ts';
import type { SqliteStore } from '../store/sqlite/store.ts';
import type { Store } from '../store/store.ts';
import { sentence } from './bot/saying.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { progressOn, readable } from './progress.ts';

interface Asked {
  readonly from: string;
  readonly to: string;
}

/** `quell migrate`: from one machine to many. */
export const migrate: CliCommand = {
  name: 'migrate',
  summary: 'copies everything from SQLite to PostgreSQL, and compares both',
  help: `Usage: quell migrate --from sqlite:PATH
                     --to postgres://USER:PASSWORD@HOST/DATABASE

Copies all that the SQLite file holds (incidents, alerts, timelines, silences,
errors, deliveries, timers, recordings, keys) to an empty PostgreSQL database,
then compares counts and sums of both. Stop the bot first: a SQLite file is used
by one process at a time. It may be interrupted and run again, and the SQLite
file keeps all that it holds.

  --from sqlite:PATH       the file that the bot worked with
  --to postgres://…        an empty database of its own

Afterwards start the bot with DATABASE_URL set to the second database.
Exit codes: 0 copied, 1 not copied, 2 wrong usage.`,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell migrate --help.`));
      return EXIT.usage;
    }
    try {
      return await copyAsAsked(asked, console);
    } catch (error) {
      if (!isForPeople(error)) throw error;
      console.err(sentence(error.message));
      return EXIT.fault;
    }
  },
};

function isForPeople(error: unknown): error is Error {
  return (
    error instanceof NotCopied || error instanceof StoreUnusable || error instanceof StoreFailed
  );
}

/** What the arguments ask for; the URLs are not shown, since they may hold a password. */
function argumentsOf(args: readonly string[]): Asked | { readonly fault: string } {
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 2) {
    const [name = '', value] = [args[index], args[index + 1]];
    if (name !== '--from' && name !== '--to') return { fault: 'It takes --from URL and --to URL.' };
    if (value === undefined) return { fault: `${name} needs a URL.` };
    given.set(name, value);
  }
  const from = /^sqlite:(.+)$/.exec(given.get('--from') ?? '')?.[1];
  const to = given.get('--to') ?? '';
  if (from === undefined) return { fault: '--from must be sqlite: and the path of a file.' };
  if (!/^postgres(ql)?:\/\//.test(to)) return { fault: '--to must be postgres://….' };
  return { from, to };
}

async function copyAsAsked({ from, to }: Asked, console: Console): Promise<number> {
  const log = createLogger({ level: 'warn', pretty: process.stderr.isTTY, write: console.err });
  const source = existing(from);
  return closing(source, async () => {
    const target = await postgresStore(to, log);
    return closing(target, () => copyBetween(source, target, console));
  });
}

function existing(path: string): SqliteStore {
  if (existsSync(path)) return sqliteStore(path);
  throw new NotCopied(`There is no database ${path} to copy from. Check the path after sqlite:.`);
}

async function closing<T>(store: Pick<Store, 'close'>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await store.close();
  }
}

async function copyBetween(source: Source, target: Target, console: Console): Promise<number> {
  const progress = progressOn(console, process.stderr.isTTY);
  const on = ({ kind, copied }: Copied) => progress.tell(`Copying ${kind}: ${readable(copied)}`);
  try {
    const copied = await copyStore(source, target, { newId: ulid, on });
    progress.end();
    console.out(copiedText(copied));
    return EXIT.well;
  } catch (error) {
    progress.end();
    throw error;
  }
}

function copiedText(copied: readonly Copied[]): string {
  const lines = copied
    .filter(({ kind }) => kind !== 'last numbers')
    .map(({ kind, copied: count }) => `  ${kind.padEnd(18)}${readable(count).padStart(12)}\n`);
  return `Copied and compared:\n${lines.join('')}Set DATABASE_URL to the second database now.\n`;
}
