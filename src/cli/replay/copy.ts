import { copyFile, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../store/index.ts';
import type { Store } from '../../store/store.ts';

/** The database could not be copied; the message says why and what to do. */
export class NoCopy extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'NoCopy';
  }
}

/** The bot may move its log into the database meanwhile; so often it is tried again. */
const TRIES = 20;
/** The header of SQLite's write-ahead log; it changes whenever the log begins anew. */
const HEADER = 32;

/** Reads a copy of a database, which a running bot keeps to itself; the copy is deleted afterwards. */
export async function withCopy<T>(path: string, read: (store: Store) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quell-replay-'));
  try {
    const copy = join(folder, 'copy.db');
    await copyDatabase(path, copy);
    const store = await openStore(`sqlite:${copy}`);
    try {
      return await read(store);
    } finally {
      await store.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Copies the file and then its log. Whatever is moved from the log into the file meanwhile is in the log too, so that both
 * fit together as long as the log has not begun anew.
 */
async function copyDatabase(path: string, copy: string): Promise<void> {
  await mustExist(path);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await logHeader(path);
    await copyOne(path, copy);
    await copyLog(path, copy);
    if (before === (await logHeader(path))) return;
  }
  throw new NoCopy(
    `The database ${path} changes too fast to be copied. Try again when fewer alerts arrive.`,
  );
}

async function mustExist(path: string): Promise<void> {
  try {
    await stat(path);
  } catch (error) {
    throw new NoCopy(
      `There is no database ${path} to read recordings from. Set DATABASE_URL as the bot has it.`,
      error,
    );
  }
}

async function copyOne(path: string, copy: string): Promise<void> {
  try {
    await copyFile(path, copy);
  } catch (error) {
    throw new NoCopy(`The database ${path} cannot be copied for reading: ${String(error)}.`, error);
  }
}

async function copyLog(path: string, copy: string): Promise<void> {
  await rm(`${copy}-wal`, { force: true });
  if ((await logHeader(path)) !== '') await copyOne(`${path}-wal`, `${copy}-wal`);
}

/** The header in hexadecimal digits; empty where there is no log. */
async function logHeader(path: string): Promise<string> {
  try {
    const log = await open(`${path}-wal`, 'r');
    try {
      const { buffer, bytesRead } = await log.read(Buffer.alloc(HEADER), 0, HEADER, 0);
      return buffer.toString('hex', 0, bytesRead);
    } finally {
      await log.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new NoCopy(`The database's log ${path}-wal cannot be read: ${String(error)}.`, error);
  }
}
