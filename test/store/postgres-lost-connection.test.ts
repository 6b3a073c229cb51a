import { Client } from 'pg';
import { expect, it } from 'vitest';
import { postgresStore } from '../../src/store/postgres/index.ts';
import { keptLog } from '../slack/support/log.ts';
import { describeWith } from '../support/servers/needed.ts';
import { postgresServer } from '../support/servers/postgres.ts';

describeWith('a connection to PostgreSQL that idles', postgresServer(), (server) => {
  it('may be lost: the log says so, and the store goes on', async () => {
    const url = await server.empty();
    const log = keptLog();
    const store = await postgresStore(url, log);
    await store.counts();
    const other = new Client({ connectionString: url });
    await other.connect();

    await other.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await other.end();

    await expect
      .poll(() => log.lines)
      .toContainEqual(
        expect.objectContaining({ level: 'warn', text: 'A connection to the database was lost.' }),
      );
    expect((await store.counts()).triggered).toBe(0);
    await store.close();
  });
});
