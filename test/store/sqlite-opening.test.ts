import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreUnusable } from '../../src/store/failure.ts';
import { openStore } from '../../src/store/index.ts';
import { connect } from '../../src/store/sqlite/connection.ts';
import { needDriver } from '../../src/store/sqlite/driver.ts';
import { inUseFault } from '../../src/store/sqlite/in-use.ts';
import { sqliteStore } from '../../src/store/sqlite/index.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { put, save } from '../support/saving.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Why a store cannot be opened. */
async function faultOf(open: () => unknown): Promise<string> {
  try {
    await open();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnusable);
    if (error instanceof StoreUnusable) return error.message;
  }
  return 'none';
}

describe('DATABASE_URL', () => {
  it('names an SQLite file, whose folder is made', async () => {
    const store = await openStore(`sqlite:${join(temporaryFolder(), 'new', 'quell.db')}`);
    onTestFinished(() => store.close());

    await expect(store.check()).resolves.toBeUndefined();
  });

  it.each(['', 'quell.db', 'sqlite:', 'sqlite::memory:', 'mysql://u:secret@host/db'])(
    'is refused as %j, without being repeated',
    async (url) => {
      expect(await faultOf(() => openStore(url))).toBe(
        'DATABASE_URL must be sqlite: and the path of a file, such as sqlite:data/quell.db, or postgres: with the address of a database.',
      );
    },
  );
});

describe('the driver', () => {
  it('that is not built is told with the remedy, and without all the places where it is not', async () => {
    const missing = () => {
      throw new Error(
        'Could not locate the bindings file. Tried:\n → /x/build/better_sqlite3.node',
      );
    };

    expect(await faultOf(() => needDriver(missing))).toBe(
      "SQLite's driver is not built for this Node.js. Run npm rebuild better-sqlite3 where Quell is installed, and start it again.",
    );
    expect(await faultOf(() => needDriver())).toBe('none');
  });
});

describe('who holds a database', () => {
  const lock = (pid: number, inode: bigint | number) =>
    `1: POSIX  ADVISORY  WRITE ${pid} ${DEVICE}:${inode} 1073741824 1073742335`;

  it.each([
    [
      'is told from the list of locks',
      (inode: bigint) => [lock(7, 1), lock(4711, inode)],
      'process 4711',
    ],
    [
      'is nobody who waits for it',
      (inode: bigint) => [lock(7, inode).replace(':', ': ->')],
      'another process',
    ],
    ['is not told from another namespace', (inode: bigint) => [lock(0, inode)], 'another process'],
    ['is not told where nothing is in the list', () => [], 'another process'],
    ['is not told where there is no list', null, 'another process'],
  ])('%s', (_, linesFor, who) => {
    const folder = temporaryFolder();
    const [path, locks] = [join(folder, 'quell.db'), join(folder, 'locks')];
    writeFileSync(path, '');
    const { dev, ino } = statSync(path, { bigint: true });
    const device = `${hex((dev >> 8n) & 0xfffn)}:${hex(dev & 0xffn)}`;
    if (linesFor) writeFileSync(locks, linesFor(ino).join('\n').replaceAll(DEVICE, device));

    expect(inUseFault(path, locks)).toBe(
      `The database ${path} is in use by ${who}, most likely another Quell. Stop that one, or set DATABASE_URL to another path.`,
    );
  });
});

/** Where the device of the folder for temporary files belongs. */
const DEVICE = 'DEVICE';
const hex = (n: bigint) => n.toString(16).padStart(2, '0');

describe('a database that cannot be used', () => {
  it('is locked by another', async () => {
    const path = join(temporaryFolder(), 'quell.db');
    const store = sqliteStore(path);
    onTestFinished(() => store.close());
    await save(store, put.incident());

    const fault = await faultOf(() => connect(path, 0));
    expect(fault).toBe(inUseFault(path));
    // Only Linux tells of locks; here the other one is this process itself.
    if (process.platform === 'linux')
      expect(fault).toContain(`in use by process ${process.pid}, most`);
    await expect(store.check()).resolves.toBeUndefined();
  });

  it('was written by a newer Quell', async () => {
    const path = join(temporaryFolder(), 'quell.db');
    await sqliteStore(path).close();
    withDatabase(path, (db) => db.pragma('user_version = 7'));

    expect(await faultOf(() => sqliteStore(path))).toBe(
      `The database ${path} was written by a newer Quell (schema 7, this one knows 3). Start that version, or restore a backup.`,
    );
  });

  it('belongs to another program', async () => {
    const path = join(temporaryFolder(), 'other.db');
    withDatabase(path, (db) => db.exec('CREATE TABLE song (title TEXT)'));

    expect(await faultOf(() => sqliteStore(path))).toBe(
      `The database ${path} belongs to another program. Set DATABASE_URL to another path.`,
    );
  });

  it('is no database', async () => {
    const path = join(temporaryFolder(), 'quell.db');
    writeFileSync(path, 'a shopping list that is long enough to have a header '.repeat(9));

    expect(await faultOf(() => sqliteStore(path))).toBe(
      `Quell cannot open the database ${path}: it is no database. Move that file away, or set DATABASE_URL to another path.`,
    );
  });

  it('is a folder', async () => {
    const path = temporaryFolder();

    expect(await faultOf(() => sqliteStore(path))).toBe(
      `Quell cannot open the database ${path}: it cannot be opened. Check the path, and who may write there.`,
    );
  });

  // Nobody forbids anything to root.
  it.skipIf(process.getuid?.() === 0)('may not be written', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);

    expect(await faultOf(() => sqliteStore(join(folder, 'quell.db')))).toBe(
      `Quell may not write ${folder}, where its database belongs. Let the user who runs Quell write there, or set DATABASE_URL to another path.`,
    );
  });

  it('would lie below a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');

    expect(await faultOf(() => sqliteStore(join(file, 'quell.db')))).toMatch(
      /^The folder of the database .*quell\.db cannot be made: .* Make it yourself, or set DATABASE_URL to another path\.$/,
    );
  });
});

describe('migrations', () => {
  it('are each run once, in their order, also when the file has seen some', () => {
    const connection = connect(join(temporaryFolder(), 'quell.db'));
    onTestFinished(() => void connection.db.close());
    const folder = temporaryFolder();
    const add = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
    const url = pathToFileURL(`${folder}/`);
    add('0001_initial.sql', 'PRAGMA application_id = 1366648172; CREATE TABLE a (x);');
    add('notes.txt', 'no migration');

    migrate(connection, url);
    add('0002_more.sql', 'ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (1, 2);');
    migrate(connection, url);
    migrate(connection, url);

    expect(connection.db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 2 }]);
    expect(connection.db.pragma('user_version', { simple: true })).toBe(2);
  });

  it('leave nothing behind when one of them fails', async () => {
    const connection = connect(join(temporaryFolder(), 'quell.db'));
    onTestFinished(() => void connection.db.close());
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '0001_initial.sql'), 'CREATE TABLE a (x);');
    writeFileSync(join(folder, '0002_wrong.sql'), 'CREATE TABLE a (x);');

    expect(await faultOf(() => migrate(connection, pathToFileURL(`${folder}/`)))).toBe(
      `Quell cannot save to the database ${connection.path}: table a already exists.`,
    );
    expect(connection.db.prepare('SELECT * FROM sqlite_schema').all()).toEqual([]);
    expect(connection.db.pragma('user_version', { simple: true })).toBe(0);
  });
});

function withDatabase(path: string, use: (db: Database.Database) => void): void {
  const db = new Database(path);
  use(db);
  db.close();
}
