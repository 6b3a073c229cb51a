import { inject, onTestFinished } from 'vitest';
import { createDatabase, databaseOf, dropDatabase } from './databases.ts';
import type { Needed } from './needed.ts';
import type { TestServer } from './postgres.setup.ts';

/** What brings an empty database to the form that tests begin with, such as migrations. */
type Prepare = (url: string) => Promise<void>;

/** The PostgreSQL of the tests. */
export interface PostgresServer {
  /** The address of a new database, which is dropped with the test. */
  empty(): Promise<string>;
  /** The same as a copy of one that was prepared once for all tests of a file: quicker. */
  copyOf(prepare: Prepare): Promise<string>;
}

/** The server that the run was given, or started; where there is none, what to install. */
export function postgresServer(): Needed<PostgresServer> {
  const server = inject('postgres');
  return 'there' in server ? { there: within(server.there) } : server;
}

function within(server: TestServer): PostgresServer {
  const templates = new Map<Prepare, Promise<string>>();
  return {
    empty: () => temporary(server),
    async copyOf(prepare) {
      const template = templates.get(prepare) ?? prepared(server, prepare);
      templates.set(prepare, template);
      return temporary(server, await template);
    },
  };
}

/** The name of a database that is prepared; it goes with the run. */
async function prepared(server: TestServer, prepare: Prepare): Promise<string> {
  const url = await createDatabase(server);
  await prepare(url);
  return databaseOf(url);
}

async function temporary(server: TestServer, template?: string): Promise<string> {
  const url = await createDatabase(server, template);
  onTestFinished(() => dropDatabase(server.url, databaseOf(url)));
  return url;
}
