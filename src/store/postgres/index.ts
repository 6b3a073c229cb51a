import type { Log } from '../../log.ts';
import { StoreUnreachable, StoreUnusable } from '../failure.ts';
import type { Database } from './database.ts';
import { isOfConnection, why } from './failure.ts';
import { migrate } from './migrate.ts';
import { connectPool, MIGRATING } from './pool.ts';
import { type PostgresStore, storeOn } from './store.ts';

const NO_LOG: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Opens the store in the PostgreSQL database at `url`; rejects with `StoreUnusable` where that cannot be. */
export async function postgresStore(url: string, log: Log = NO_LOG): Promise<PostgresStore> {
  const name = nameOf(url);
  const patient = await connectPool(url, log, MIGRATING);
  try {
    await migrate(patient, { log });
  } catch (error) {
    throw unusable(name, error);
  } finally {
    await patient.close();
  }
  return storeOn(await connectPool(url, log), name);
}

/** What a store may know besides its database. */
interface About {
  readonly log?: Log;
  /** For messages: without a password. */
  readonly name?: string;
}

/** The store in a database that is connected already; the store closes it at its end. */
export async function postgresStoreOn(
  database: Database,
  { log = NO_LOG, name = 'PostgreSQL' }: About = {},
): Promise<PostgresStore> {
  await migrate(database, { log });
  return storeOn(database, name);
}

/** The address of a database without user and password, or the empty text where it is none. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return 'of DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function unusable(name: string, error: unknown): StoreUnusable {
  if (error instanceof StoreUnusable) return error;
  if (!isOfConnection(error)) {
    return new StoreUnusable(`Quell cannot open the database ${name}: ${why(error)}`, error);
  }
  return new StoreUnreachable(
    `Quell cannot reach the database ${name}. Check that its server runs and that it can be reached from here.`,
    error,
  );
}
