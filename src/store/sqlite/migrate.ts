import { readdirSync, readFileSync } from 'node:fs';
import { StoreUnusable } from '../failure.ts';
import type { Connection } from './connection.ts';
import { storeFailed } from './failure.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** Brings the tables to the form that this program knows: forward only, whole or not at all. */
export function migrate(connection: Connection, folder: URL = FOLDER): void {
  const files = migrationsIn(folder);
  const version = versionOf(connection);
  if (version > files.length) throw newer(connection.path, version, files.length);
  const { db } = connection;
  const run = db.transaction(() => {
    for (const file of files.slice(version)) db.exec(readFileSync(new URL(file, folder), 'utf8'));
    db.pragma(`user_version = ${files.length}`);
  });
  try {
    if (version < files.length) run.immediate();
  } catch (error) {
    throw new StoreUnusable(storeFailed('save to', connection.path, error).message, error);
  }
}

/** The form that the tables have, and the newest one that this program knows. */
export function schemaOf(connection: Connection): {
  readonly version: number;
  readonly known: number;
} {
  return { version: versionOf(connection), known: migrationsIn(FOLDER).length };
}

function migrationsIn(folder: URL): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort();
}

/** By which a file says that it is one of ours: https://www.sqlite.org/fileformat.html#application_id. */
export const QUELL = 0x5175656c;

/** The number of migrations that the file has seen; 0 for an empty one. */
function versionOf({ db, path }: Connection): number {
  const owner = db.pragma('application_id', { simple: true });
  if (owner === QUELL) return Number(db.pragma('user_version', { simple: true }));
  const tables = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_schema');
  if (owner === 0 && tables.get()?.count === 0) return 0;
  throw new StoreUnusable(
    `The database ${path} belongs to another program. Set DATABASE_URL to another path.`,
  );
}

function newer(path: string, version: number, known: number): StoreUnusable {
  return new StoreUnusable(
    `The database ${path} was written by a newer Quell (schema ${version}, this one knows ${known}). Start that version, or restore a backup.`,
  );
}
