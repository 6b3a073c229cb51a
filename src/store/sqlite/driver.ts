import Database from 'better-sqlite3';
import { StoreUnusable } from '../failure.ts';

/** Fails with a sentence where SQLite itself is missing, as after `npm ci --ignore-scripts`, or was built for another Node. */
export function needDriver(open = (): Database.Database => new Database(':memory:')): void {
  try {
    open().close();
  } catch (error) {
    throw new StoreUnusable(
      "SQLite's driver is not built for this Node.js. Run npm rebuild better-sqlite3 where Quell is installed, and start it again.",
      error,
    );
  }
}
