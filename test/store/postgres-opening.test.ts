import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { StoreUnusable } from '../../src/store/failure.ts';
import { openStore, openStoreWhenThere } from '../../src/store/index.ts';
import { postgresStore } from '../../src/store/postgres/index.ts';
import { migrate } from '../../src/store/postgres/migrate.ts';
import { connectPool } from '../../src/store/postgres/pool.ts';
import { keptLog } from '../slack/support/log.ts';
import { put, save } from '../support/saving.ts';
import { freePort } from '../support/servers/free-port.ts';
import { describeWith } from '../support/servers/needed.ts';
import { postgresServer } from '../support/servers/postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const MIGRATIONS = new URL('../../src/store/postgres/migrations/', import.meta.url);
const OURS = readdirSync(MIGRATIONS).sort();
const KNOWN = OURS.length;

describeWith('opening a PostgreSQL database', postgresServer(), (server) => {
  it('makes the tables once, however many processes start together', async () => {
    const url = await server.empty();

    const stores = await Promise.all(Array.from({ length: 6 }, () => postgresStore(url)));

    await Promise.all(stores.map((store, index) => save(store, put.entry({ seq: index + 1 }))));
    expect(await stores[0]!.timeline('incident-1', 0, 9)).toHaveLength(6);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('waits for a server that is not up yet, and says so once', async () => {
    const url = new URL(await server.empty());
    const there = Number(url.port);
    const port = await freePort();
    url.port = `${port}`;
    const log = keptLog();
    let pauses = 0;
    const pause = async () => {
      pauses += 1;
      if (pauses === 3) await forward(port, there);
    };

    const store = await openStoreWhenThere(url.href, log, pause);
    await store.close();

    expect(pauses).toBe(3);
    expect(log.lines).toMatchObject([
      {
        level: 'warn',
        text: expect.stringMatching(/cannot reach.* It is tried again for half a minute\.$/),
      },
    ]);
  });

  it('gives up on a server that stays away, and says what to look at', async () => {
    const away = `postgres://quell:secret@127.0.0.1:${await freePort()}/quell`;

    const opening = openStoreWhenThere(away, keptLog(), async () => {});

    await expect(opening).rejects.toThrow(
      /cannot reach the database 127.*\/quell.*its server runs/,
    );
  });

  it('leaves a database alone that belongs to another program', async () => {
    const url = await server.empty();
    await asked(url, 'CREATE TABLE incident (name text)');

    await expect(postgresStore(url)).rejects.toThrow(
      new StoreUnusable(
        'The database has tables of another program. Set DATABASE_URL to a database of its own.',
      ),
    );

    expect(
      await asked(url, 'SELECT tablename FROM pg_tables WHERE schemaname = $1', ['public']),
    ).toEqual([{ tablename: 'incident' }]);
  });

  it('works with what a newer version made ready, where that says so', async () => {
    const url = await server.empty();
    await migrateTo(url, [`-- works with: ${KNOWN}\nALTER TABLE incident ADD COLUMN mood text;`]);

    const store = await postgresStore(url);

    await save(store, put.incident());
    expect(await store.incident('incident-1')).toBeDefined();
    await store.close();
  });

  it('refuses what a newer version made that no longer works with this one', async () => {
    const url = await server.empty();
    await migrateTo(url, [
      `-- works with: ${KNOWN}\nALTER TABLE incident ADD COLUMN mood text;`,
      `-- works with: ${KNOWN + 1}\nALTER TABLE incident DROP COLUMN search;`,
    ]);

    await expect(postgresStore(url)).rejects.toThrow(
      `The database was written by a newer Quell (schema ${KNOWN + 2}, this one knows ${KNOWN}). Start that version, or restore a backup.`,
    );
  });

  it('goes on with a store of before while a newer version makes the database ready', async () => {
    const url = await server.empty();
    const store = await postgresStore(url);
    await save(store, put.incident());

    await migrateTo(url, [`-- works with: ${KNOWN}\nALTER TABLE incident ADD COLUMN mood text;`]);

    await save(store, put.incident({ title: 'after' }));
    expect((await store.incident('incident-1'))?.title).toBe('after');
    await store.close();
  });

  it.each([
    [
      'a database that is missing',
      missing,
      /Quell cannot open the database .*: the server has no database of that name/,
    ],
    ['a server that does not run', unreachable, /cannot reach the database/],
  ])(
    'says in a sentence that it cannot open %s, without the password',
    async (_, addressOf, why) => {
      const opening = openStore(await addressOf(await server.empty()));

      const fault = await opening.catch((error: unknown) => error);

      expect(fault).toBeInstanceOf(StoreUnusable);
      expect(String(fault)).toMatch(why);
      expect(String(fault)).not.toContain('secret');
    },
  );

  it('takes nothing more once it is closed', async () => {
    const store = await postgresStore(await server.empty());
    await store.close();

    await expect(save(store, put.incident())).rejects.toThrow(/is closed\.$/);
    await expect(store.incident('incident-1')).rejects.toThrow(/is closed\.$/);
    await store.close();
  });
});

/** From now on until the test ends, what comes to one port is handed on to the other. */
async function forward(port: number, there: number): Promise<void> {
  const way = createServer((socket) => {
    const beyond = connect(there, '127.0.0.1');
    socket
      .on('error', () => {})
      .pipe(beyond)
      .on('error', () => {})
      .pipe(socket);
  });
  await new Promise<void>((resolve) => way.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void way.close());
}

/** The database as a newer version would make it, with these migrations after ours. */
async function migrateTo(url: string, migrations: readonly string[]): Promise<void> {
  const folder = join(temporaryFolder(), 'migrations');
  mkdirSync(folder);
  for (const name of OURS) cpSync(new URL(name, MIGRATIONS), join(folder, name));
  for (const [index, text] of migrations.entries()) {
    writeFileSync(join(folder, `000${KNOWN + index + 1}_next.sql`), text);
  }
  const database = await connectPool(url, QUIET);
  await migrate(database, { log: QUIET, folder: pathToFileURL(`${folder}/`) });
  await database.close();
}

async function asked(url: string, text: string, values: readonly string[] = []) {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<object>(text, [...values]);
  await client.end();
  return rows;
}

async function missing(url: string): Promise<string> {
  const address = new URL(url);
  address.password = 'secret';
  address.pathname = '/quell_is_not_here';
  return address.href;
}

async function unreachable(url: string): Promise<string> {
  const address = new URL(url);
  address.password = 'secret';
  address.port = `${await freePort()}`;
  return address.href;
}
