import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreUnusable } from '../failure.ts';
import { needDriver } from './driver.ts';
import { codeOf, why } from './failure.ts';
import { inUseFault } from './in-use.ts';

/** An open database that no other process can open. */
export interface Connection {
  readonly db: Database.Database;
  /** As it was given: for messages. */
  readonly path: string;
}

/** How long a process that is about to end may still hold the file. */
const LOCK_WAIT_MS = 2_000;

/** Opens the file, or makes it with its folder, and locks it for as long as the process lives. */
export function connect(path: string, lockWaitMs = LOCK_WAIT_MS): Connection {
  needDriver();
  makeFolder(path);
  mustBeWritable(path);
  let db: Database.Database | undefined;
  try {
    // Resolved, since SQLite would take a name such as `file:x` for a URI.
    db = new Database(resolve(path), { timeout: lockWaitMs });
    prepare(db);
    return { db, path };
  } catch (error) {
    db?.close();
    throw unusable(path, error);
  }
}

function prepare(db: Database.Database): void {
  // Before anything is read: then the first access takes the lock for good.
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  // better-sqlite3 sets NORMAL for WAL, with which a power cut loses what was acknowledged.
  db.pragma('synchronous = FULL');
  // Pages that are written again and again are moved into the file, and that waited for, less often.
  db.pragma('wal_autocheckpoint = 4000');
  db.pragma('foreign_keys = ON');
  db.exec('BEGIN EXCLUSIVE; COMMIT');
}

function makeFolder(path: string): void {
  const folder = dirname(resolve(path));
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new StoreUnusable(
      `The folder of the database ${path} cannot be made: ${text}. Make it yourself, or set DATABASE_URL to another path.`,
      error,
    );
  }
}

/** SQLite itself would open the file for reading only, and fail later with an obscure error. */
function mustBeWritable(path: string): void {
  const file = resolve(path);
  // In the folder the write-ahead log comes to lie beside the file.
  for (const part of [dirname(file), file].filter((each) => existsSync(each))) {
    try {
      accessSync(part, constants.R_OK | constants.W_OK);
    } catch (error) {
      throw new StoreUnusable(
        `Quell may not write ${part}, where its database belongs. Let the user who runs Quell write there, or set DATABASE_URL to another path.`,
        error,
      );
    }
  }
}

function unusable(path: string, error: unknown): StoreUnusable {
  if (codeOf(error).startsWith('SQLITE_BUSY')) {
    return new StoreUnusable(inUseFault(path), error);
  }
  return new StoreUnusable(`Quell cannot open the database ${path}: ${why(error)}`, error);
}
