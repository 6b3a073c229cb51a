/** What a statement's placeholders stand for; lists go as JSON, which every driver hands on alike. */
export type Value = string | number | boolean | null;

/**
 * Runs one statement. `bigint` comes back as a number. The same text is prepared once a connection, so a text must never
 * hold values.
 */
export type Query = <Row extends object>(
  text: string,
  values?: readonly Value[],
) => Promise<readonly Row[]>;

/** A PostgreSQL database: a server reached over a pool of connections, or one within the process. */
export interface Database {
  /** One statement, on its own. */
  readonly query: Query;
  /** Work on one connection, saved whole or not at all: when it throws, all is undone. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** Waits for what runs, then lets go of every connection. */
  close(): Promise<void>;
}
