import type { Query, Value } from '../database.ts';

/** A condition, in which each `?` stands for the next of the values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** Conditions, some of which are not asked for. */
export type Conditions = readonly (Condition | undefined)[];

/** A condition with the values of its placeholders. */
export function condition(sql: string, ...values: readonly Value[]): Condition {
  return { sql, values };
}

/** A condition with one value, where that is asked for. */
export function ifGiven(sql: string, value: Value | undefined): Condition | undefined {
  return value === undefined ? undefined : condition(sql, value);
}

/** What is selected, and in which order. */
interface List {
  readonly select: string;
  readonly order: string;
}

/** The first rows in order of which all conditions hold. */
export async function listRows<Row extends object>(
  query: Query,
  { select, order }: List,
  conditions: Conditions,
  limit: number,
): Promise<readonly Row[]> {
  const values: Value[] = [];
  const place = (value: Value | undefined) => `$${values.push(value ?? null)}`;
  const where = conditions
    .filter((each) => each !== undefined)
    .map((each) => {
      const rest = [...each.values];
      return each.sql.replaceAll('?', () => place(rest.shift()));
    });
  const text = `${select} WHERE ${['true', ...where].join(' AND ')} ${order} LIMIT ${place(limit)}`;
  return query<Row>(text, values);
}
