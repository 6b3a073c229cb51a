import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { describeWith } from '../../support/servers/needed.ts';
import { postgresServer } from '../../support/servers/postgres.ts';
import { withOpenIncidents } from '../open-incidents.ts';
import { freePort, look, textOf, tokensOf } from './looking.ts';

describeWith('the first cards of a database of a server', postgresServer(), (server) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  const looked = (url: string) => look('first cards', { ...tokensOf(sandbox), DATABASE_URL: url });

  it('are told before they are posted', async () => {
    const url = await server.empty();
    const back = `${sandbox.teamId}>T0OTHER`;
    await withOpenIncidents(url, ['T0OTHER', 'T1OTHER>T0OTHER', back, sandbox.teamId, null]);

    const found = await looked(url);

    expect(found).toMatchObject([
      {
        status: 'warning',
        detail: expect.stringMatching(/^2 open incidents have cards in another/),
      },
    ]);
    expect(textOf(found)).toContain(
      'begin with an empty database: set DATABASE_URL to another one.',
    );
  });

  it('are well where they are here, or in no workspace yet', async () => {
    const url = await server.empty();
    await withOpenIncidents(url, [sandbox.teamId, null]);

    expect(await looked(url)).toMatchObject([{ status: 'well' }]);
  });

  it('are not looked for where nothing was ever kept, and no table is made', async () => {
    const url = await server.empty();

    expect(await looked(url)).toEqual([]);
    expect(await tablesIn(url)).toBe(0);
  });

  it('are not tried where the server does not tell', async () => {
    const away = `postgres://quell:hush@127.0.0.1:${await freePort()}/quell`;

    expect(await looked(away)).toEqual([
      { status: 'skipped', detail: 'the database is to be read first', remedy: null },
    ]);
  });
});

describeWith('the database of a server that does not let Quell in', postgresServer(), (server) => {
  it('is told of with what to check', async () => {
    const url = new URL(await server.empty());
    url.pathname = '/nowhere';

    const found = await look('database', { DATABASE_URL: url.href });

    expect(found).toMatchObject([{ status: 'fault' }]);
    expect(textOf(found)).toMatch(
      /no database of that name.* Check user, password and name in DATABASE_URL, and what that user may do\./,
    );
  });
});

async function tablesIn(url: string): Promise<number | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`);
  await client.end();
  return rowCount;
}
