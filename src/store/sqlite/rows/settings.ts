import type { Database, Statement } from 'better-sqlite3';
import { decodeText, encodeText } from '../text.ts';

/** The tables `setting` and `probe`. */
export class SettingRows {
  readonly #get: Statement<[string], { value: string }>;
  readonly #insert: Statement<[string, string]>;
  readonly #probe: Statement<[]>;

  constructor(db: Database) {
    this.#get = db.prepare('SELECT value FROM setting WHERE name = ?');
    this.#insert = db.prepare('INSERT INTO setting VALUES (?, ?)');
    this.#probe = db.prepare('UPDATE probe SET tries = tries + 1');
  }

  /** The value of a name, made and kept at the first call. */
  once(name: string, make: () => string): string {
    const row = this.#get.get(name);
    if (row) return decodeText(row.value);
    const value = make();
    this.#insert.run(name, encodeText(value));
    return value;
  }

  /** Throws when nothing can be written now. */
  probe(): void {
    this.#probe.run();
  }
}
