import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Database, Query } from '../../src/store/postgres/database.ts';

const INT8 = 20;
const OPTIONS = { parsers: { [INT8]: Number } };

/** A newer PostgreSQL within the test's process, with one connection. It stays when what uses it closes it. */
export function pgliteDatabase(pglite: PGlite): Database {
  return {
    query: queryOn(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(queryOn(transaction))),
    close: async () => {},
  };
}

function queryOn(on: PGlite | Transaction): Query {
  return async <Row extends object>(text: string, values: readonly unknown[] = []) => {
    const { rows } = await on.query<Row>(text, [...values], OPTIONS);
    return rows;
  };
}
