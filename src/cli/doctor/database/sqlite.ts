import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { connect } from '../../../store/sqlite/connection.ts';
import { needDriver } from '../../../store/sqlite/driver.ts';
import { codeOf } from '../../../store/sqlite/failure.ts';
import { QUELL, schemaOf } from '../../../store/sqlite/migrate.ts';
import { fault, type Said, well } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { sizeOf } from './space.ts';

/** How the database in a file is. A bot that runs has it locked, and then says itself how it is. */
export async function lookAtSqlite(path: string, visit: Visit): Promise<Said> {
  needDriver();
  return existsSync(path) ? standing(path, visit) : absent(path);
}

/** The folder that the file is in, or would be made in. */
export function nearestFolder(path: string): string {
  let folder = dirname(resolve(path));
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

async function absent(path: string): Promise<Said> {
  const folder = nearestFolder(path);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    return well(`${path} will be made at the first start`);
  } catch {
    return fault(
      `${path} cannot be made: Quell may not write ${folder}.`,
      'Let the user who runs Quell write there, or set DATABASE_URL to another path.',
    );
  }
}

async function standing(path: string, { bot }: Visit): Promise<Said> {
  if (isForeign(path)) return fault(`${path} belongs to another program.`, ELSEWHERE);
  try {
    return opened(path);
  } catch (error) {
    const isLocked = error instanceof Error && codeOf(error.cause).startsWith('SQLITE_BUSY');
    const running = isLocked ? await bot() : null;
    if (running?.kind !== 'bot' || running.isForeign) throw error;
    if (running.store === 'ok') return well(`${path} is in use by the bot that runs here`);
    return fault(`The bot that runs here cannot store: ${running.store}`, 'See its log.');
  }
}

const ELSEWHERE = 'Set DATABASE_URL to another path.';

/** Seen without opening it, which would change it. While there is a write-ahead log, the file alone does not say it. */
export function isForeign(path: string): boolean {
  const head = headOf(path);
  const isDatabase = head?.toString('latin1', 0, 15) === 'SQLite format 3';
  return isDatabase && head?.readInt32BE(68) !== QUELL && !existsSync(`${path}-wal`);
}

/** Null where it cannot be read, of which opening it tells more. */
function headOf(path: string): Buffer | null {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const head = Buffer.alloc(100);
    return readSync(file, head, 0, head.length, 0) === head.length ? head : null;
  } catch {
    return null;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Opened as the bot opens it, which takes the lock that writing needs, and closed again. */
function opened(path: string): Said {
  const connection = connect(path, 0);
  try {
    const { version, known } = schemaOf(connection);
    if (version > known) {
      return fault(
        `${path} was written by a newer Quell: schema ${version}, this one knows ${known}.`,
        'Start that version, or restore a backup.',
      );
    }
    const size = sizeOf(statSync(path).size);
    const later = version < known ? `, to be brought to ${known} at the next start` : '';
    return well(`${path} can be written: ${size}, schema ${version}${later}`);
  } finally {
    connection.db.close();
  }
}
