import type { Database, Statement } from 'better-sqlite3';

/** A table of few rows, each of them an identity and a content. */
export class ContentRows<T> {
  readonly #all: Statement<[], { content: string }>;
  readonly #save: Statement<[string, string]>;
  readonly #delete: Statement<[string]>;

  constructor(db: Database, table: 'storm' | 'notice' | 'pace') {
    const key = table === 'pace' ? 'channel' : 'id';
    this.#all = db.prepare(`SELECT content FROM ${table}`);
    this.#save = db.prepare(`
      INSERT INTO ${table} VALUES (?, ?) ON CONFLICT DO UPDATE SET content = excluded.content`);
    this.#delete = db.prepare(`DELETE FROM ${table} WHERE ${key} = ?`);
  }

  /** What `save` was given. */
  all(): readonly T[] {
    return this.#all.all().map(({ content }) => JSON.parse(content));
  }

  save(key: string, content: T): void {
    this.#save.run(key, JSON.stringify(content));
  }

  delete(key: string): void {
    this.#delete.run(key);
  }
}
