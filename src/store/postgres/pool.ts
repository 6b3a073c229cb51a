import type { Pool, PoolClient, PoolConfig } from 'pg';
import type { Log } from '../../log.ts';
import type { Database, Query, Value } from './database.ts';
import { isOfConnection } from './failure.ts';
import { hashOf } from './hash.ts';

const INT8 = 20;
const CONNECTIONS = 10;
/** A process that was paused within a transaction must not stop the others for longer. */
const PAUSED_MS = 5_000;
const CONNECT_MS = 5_000;
/** A server that does not even say that it took too long cannot be reached any more. */
const ANSWER_MS = 3_000;

/** How long one statement may take, and wait for others, in milliseconds. */
export interface Patience {
  readonly statement: number;
  readonly lock: number;
}

/** So that nobody waits for ever while alerts come in. */
const ORDINARY: Patience = { statement: 15_000, lock: 5_000 };
/** A migration may rewrite a large table, and the processes that start beside it wait for that. */
export const MIGRATING: Patience = { statement: 3_600_000, lock: 3_600_000 };

/** Connections to the server at `url`; nothing is connected yet. The driver is loaded only now, since most need none. */
export async function connectPool(
  url: string,
  log: Log,
  { statement, lock }: Patience = ORDINARY,
): Promise<Database> {
  const { default: pg } = await import('pg');
  const config: PoolConfig = {
    connectionString: url,
    application_name: 'quell',
    max: CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: statement,
    query_timeout: statement + ANSWER_MS,
    lock_timeout: lock,
    idle_in_transaction_session_timeout: PAUSED_MS,
    types: {
      // Instants and counts, all of them safe integers.
      getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  };
  const pool = new pg.Pool(config);
  // Without a listener the loss of a connection would end the process; its next statement fails all the same. From the
  // first moment on: word of the loss may come together with the word that it stands.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', (error) => log.warn({ error }, 'A connection to the database was lost.'));
  return {
    query: queryOn(pool),
    transaction: (work) => transaction(pool, work),
    close: () => pool.end(),
  };
}

function queryOn(on: Pick<Pool, 'query'>): Query {
  return async <Row extends object>(text: string, values?: readonly Value[]) => {
    const asked = values ? { name: nameOf(text), text, values: [...values] } : { text };
    const { rows } = await on.query<Row>(asked);
    return rows;
  };
}

const names = new Map<string, string>();

/** Under which name a statement is prepared. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = hashOf(text);
    names.set(text, name);
  }
  return name;
}

async function transaction<T>(pool: Pool, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const result = await work(queryOn(client));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection of which nobody knows how it stands is dropped: the server then undoes what was not committed.
    client.release(isOfConnection(error) || !(await isRolledBack(client)));
    throw error;
  }
}

async function isRolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
