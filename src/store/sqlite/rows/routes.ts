import type { Database, Statement } from 'better-sqlite3';
import { decodeText, encodeText } from '../text.ts';

/** The table `route`. */
export class RouteRows {
  readonly #all: Statement<[], { id: number; path: string }>;
  readonly #insert: Statement<[string]>;

  constructor(db: Database) {
    this.#all = db.prepare('SELECT id, path FROM route');
    this.#insert = db.prepare('INSERT INTO route (path) VALUES (?)');
  }

  /** The number of each path. */
  all(): Map<string, number> {
    return new Map(this.#all.all().map(({ id, path }) => [decodeText(path), id]));
  }

  insert(path: string): number {
    return Number(this.#insert.run(encodeText(path)).lastInsertRowid);
  }
}
