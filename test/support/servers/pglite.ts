import { PGlite } from '@electric-sql/pglite';
import { afterAll } from 'vitest';
import type { Database } from '../../../src/store/postgres/database.ts';
import { pgliteDatabase } from '../pglite.ts';

/** PostgreSQL within the process: a newer version, with one connection, which needs no installation. */
export interface PgliteServer {
  /** Its database, emptied of what was there. */
  empty(): Promise<Database>;
  /** Its database as it is, for a store that is opened again. */
  same(): Database;
}

/** One server for the tests of a file, ended with them: it takes seconds to begin. */
export function pglite(): PgliteServer {
  let begun: PGlite | undefined;
  const server = () => {
    begun ??= new PGlite();
    return begun;
  };
  afterAll(() => begun?.close());
  return {
    async empty() {
      await server().exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      return pgliteDatabase(server());
    },
    same: () => pgliteDatabase(server()),
  };
}
