import { resolve } from 'node:path';
import { readEnvironment } from '../../config/environment.ts';
import { sentence } from '../bot/saying.ts';
import type { Console } from '../command.ts';
import { beginAnew } from '../doctor/checks/first-cards.ts';
import { countIn, type Kept, keptIn } from '../doctor/database/kept.ts';

/** The database that the files are made for. */
export interface Database {
  /** Its file, as people know it; null: it is a server's, which is not asked. */
  readonly name: string | null;
  readonly kept: Kept | 'unreadable' | null;
}

/** What is in it already, as far as it is a file. */
export function databaseHere({
  folder,
  console,
}: {
  readonly folder: string;
  readonly console: Pick<Console, 'env'>;
}): Database {
  const { DATABASE_URL } = console.env;
  const reading = readEnvironment({ DATABASE_URL });
  if (!('config' in reading) || reading.config.database.kind !== 'sqlite')
    return { name: null, kept: 'unreadable' };
  const { path } = reading.config.database;
  return { name: path, kept: keptIn(resolve(folder, path)) };
}

/** What matters of it before the next start; empty: nothing. */
export function databaseText({ name, kept }: Database): string {
  if (name === null || kept === null) return '';
  if (kept === 'unreadable') return `${sentence(`${name} ${UNREAD}`)}\n`;
  const count = countIn(kept.open);
  if (count === 0) return '';
  const what = count === 1 ? '1 open incident' : `${count} open incidents`;
  return `${sentence(`${name} has ${what}, which a new workspace gets cards for. ${beginAnew(name)}`)}\n`;
}

const UNREAD =
  'cannot be read now, so that keys it may hold are not in .env: the start banner shows them. Stop a bot that has it, and quell init writes them.';
