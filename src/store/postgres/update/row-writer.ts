import type { Query } from '../database.ts';
import { deleteFrom, type Table, updateOf, upsertInto } from '../rows/table.ts';

/** Writes many rows at once. */
export class RowWriter {
  readonly query: Query;

  constructor(query: Query) {
    this.query = query;
  }

  async upsert<Row>(table: Table<Row>, rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await this.query(upsertInto(table), [JSON.stringify(rows)]);
  }

  async update<Row>(table: Table<Row>, rows: readonly Row[]): Promise<void> {
    if (rows.length > 0) await this.query(updateOf(table), [JSON.stringify(rows)]);
  }

  async delete<Row, Key extends object>(table: Table<Row>, keys: readonly Key[]): Promise<void> {
    if (keys.length > 0) await this.query(deleteFrom(table), [JSON.stringify(keys)]);
  }
}
