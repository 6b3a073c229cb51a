import { randomUUID } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { dropAll } from './databases.ts';
import { installedPostgres } from './installed-postgres.ts';
import type { Needed } from './needed.ts';
import { startPostgres } from './private-postgres.ts';

/** Where the tests of a run make their databases. */
export interface TestServer {
  /** Of the database `postgres`, by a user who may make others. */
  readonly url: string;
  /** How the names of all databases of this run begin. */
  readonly prefix: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The tests' PostgreSQL. */
    readonly postgres: Needed<TestServer>;
  }
}

/** Before the tests of a run: the server of `POSTGRES_URL`, or one of our own, which ends with them. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['POSTGRES_URL'];
  const prefix = `quell_test_${randomUUID().slice(0, 8)}_`;
  if (given) {
    project.provide('postgres', { there: { url: given, prefix } });
    return () => dropAll(given, prefix);
  }
  const installed = installedPostgres();
  if ('missing' in installed) {
    project.provide('postgres', installed);
    return undefined;
  }
  const server = await startPostgres({ bin: installed.there });
  project.provide('postgres', { there: { url: server.url, prefix } });
  return () => server.stop();
}
