import Database from 'better-sqlite3';
import { StoreFailed } from '../failure.ts';

/** SQLite's word for what went wrong, such as `SQLITE_FULL`; empty when it was not SQLite. */
export function codeOf(error: unknown): string {
  return error instanceof Database.SqliteError ? error.code : '';
}

/** The failure of saving to, or reading from, the database at `path`. */
export function storeFailed(doing: 'save to' | 'read', path: string, error: unknown): StoreFailed {
  if (error instanceof StoreFailed) return error;
  return new StoreFailed(`Quell cannot ${doing} the database ${path}: ${why(error)}`, error);
}

/** Whether the database as a whole cannot be used, as opposed to one change that breaks a rule of the tables. */
export function isOfDatabase(error: unknown): boolean {
  return explanationOf(error) !== undefined;
}

/** What went wrong in words, and what to do where that is known. */
export function why(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return explanationOf(error) ?? `${text}.`;
}

function explanationOf(error: unknown): string | undefined {
  const code = codeOf(error);
  return EXPLANATIONS.find(([prefix]) => code.startsWith(prefix))?.[1];
}

const EXPLANATIONS: readonly (readonly [prefix: string, text: string])[] = [
  ['SQLITE_FULL', 'the disk is full. Free some space; nothing is accepted until then.'],
  [
    'SQLITE_READONLY',
    'it is read-only. Let the user who runs Quell write the file and its folder.',
  ],
  ['SQLITE_CANTOPEN', 'it cannot be opened. Check the path, and who may write there.'],
  ['SQLITE_PERM', 'access is denied. Let the user who runs Quell write the file and its folder.'],
  ['SQLITE_NOTADB', 'it is no database. Move that file away, or set DATABASE_URL to another path.'],
  ['SQLITE_CORRUPT', 'it is damaged. Restore a backup.'],
  ['SQLITE_IOERR', 'the disk reports an error. Check the disk and the system log.'],
  ['SQLITE_BUSY', 'another process holds it. Stop that one.'],
  ['SQLITE_NOMEM', 'memory ran out. Give the machine more, or take other programs off it.'],
];
