import { connect } from './connection.ts';
import { migrate } from './migrate.ts';
import { SqliteStore } from './store.ts';

/** Opens the store in the SQLite file at `path`; throws `StoreUnusable` where that cannot be. */
export function sqliteStore(path: string): SqliteStore {
  const connection = connect(path);
  try {
    migrate(connection);
    return new SqliteStore(connection);
  } catch (error) {
    connection.db.close();
    throw error;
  }
}
