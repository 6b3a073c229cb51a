import type { Database, Statement } from 'better-sqlite3';

/** A part of a WHERE, and the values of its placeholders. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Conditions, some of which are not asked for. */
export type Conditions = readonly (Condition | undefined)[];

/** A condition with the values of its placeholders. */
export function condition(sql: string, ...values: readonly (string | number)[]): Condition {
  return { sql, values };
}

/** A condition with one value, where that is asked for. */
export function ifGiven(sql: string, value: string | number | undefined): Condition | undefined {
  return value === undefined ? undefined : condition(sql, value);
}

/** Lists of rows under changing conditions. */
export class Lists<Row> {
  readonly #db: Database;
  readonly #select: string;
  readonly #tail: string;
  /** One a set of conditions, of which there are few dozen. */
  readonly #statements = new Map<string, Statement<unknown[], Row>>();

  /** The tail says the order and, with a placeholder, the limit. */
  constructor(db: Database, select: string, tail: string) {
    this.#db = db;
    this.#select = select;
    this.#tail = tail;
  }

  /** The first rows in order of which all conditions hold. */
  find(conditions: Conditions, limit: number): readonly Row[] {
    const given = conditions.filter((each) => each !== undefined);
    const where = given.map(({ sql }) => sql).join(' AND ') || 'true';
    const values = given.flatMap((each) => each.values);
    return this.#statement(where).all(...values, limit);
  }

  #statement(where: string): Statement<unknown[], Row> {
    let statement = this.#statements.get(where);
    if (!statement) {
      statement = this.#db.prepare(`${this.#select} WHERE ${where} ${this.#tail}`);
      this.#statements.set(where, statement);
    }
    return statement;
  }
}
