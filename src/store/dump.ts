import type { Change } from '../domain/decision.ts';
import type { SourceHabit } from '../domain/source-habit.ts';

/** One thing that a store keeps, as another store can keep it too. */
export type Kept =
  | Exclude<Change, { readonly type: 'timer-off' }>
  | { readonly type: 'habit'; readonly habit: SourceHabit }
  | { readonly type: 'setting'; readonly name: string; readonly value: string }
  /** The highest number that an incident ever had: it may be deleted by now. */
  | { readonly type: 'last-number'; readonly number: number };

/** A kind of what is kept. */
export type Kind = Kept['type'];

/** Every kind, in an order in which they can be saved again: what others refer to comes first. */
export const KINDS = [
  'last-number',
  'incident',
  'alert',
  'entry',
  'silence',
  'pace',
  'storm',
  'notice',
  'delivery',
  'timer',
  'release',
  'error-group',
  'error-sample',
  'habit',
  'recorded',
  'setting',
] as const satisfies readonly Kind[];

/** Where reading goes on: a place that only the store which gave it understands. */
export type Cursor = readonly (string | number)[];

/** Some of what is kept. */
export interface DumpPage {
  readonly kept: readonly Kept[];
  /** Where the next page goes on; null: this was the last. */
  readonly cursor: Cursor | null;
}

/** A store from which everything can be read, for copying and comparing. Nothing may change it meanwhile. */
export interface Dumpable {
  /** A page of one kind; what arrived (`recorded`) comes in its order. */
  dump(kind: Kind, after: Cursor | null, limit: number): Promise<DumpPage>;
}

/** A store that takes what another one kept. */
export interface Restorable extends Dumpable {
  /** Saves all of it or nothing. What is there already is replaced, but for what arrived, which is added each time. */
  restore(kept: readonly Kept[]): Promise<void>;
}

/** How a page of rows becomes one of things: a page that is not full is the last. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  parts: { readonly keep: (row: Row) => Kept; readonly cursor: (row: Row) => Cursor },
): DumpPage {
  const last = rows.length < limit ? undefined : rows.at(-1);
  return { kept: rows.map(parts.keep), cursor: last === undefined ? null : parts.cursor(last) };
}
