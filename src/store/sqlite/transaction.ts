import type { Database } from 'better-sqlite3';

/** Runs work that is saved whole or not at all. */
export type Transact = <T>(work: () => T) => T;

/** Transactions of one connection. */
export function transactions(db: Database): Transact {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      // SQLite itself rolls back after some errors, such as a full disk.
      if (db.inTransaction) rollback.run();
      throw error;
    }
  };
}
