import { Refusal } from '../refusal.ts';
import type { Args } from './args.ts';

/** One page of a list, and where the next begins. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string;
}

/** Cuts a page out of a list, by `limit` and `cursor`. */
export function page<Item>(
  all: readonly Item[],
  args: Args,
  limits: { otherwise: number; most: number },
): Page<Item> {
  const from = decoded(args.text('cursor'));
  const to = from + args.count('limit', limits.otherwise, limits.most);
  return { items: all.slice(from, to), next: to < all.length ? encoded(to) : '' };
}

/** The part of an answer that says where the next page begins. */
export function nextCursor(next: string): object {
  return { response_metadata: { next_cursor: next } };
}

function encoded(offset: number): string {
  return Buffer.from(`offset:${offset}`).toString('base64');
}

function decoded(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const found = /^offset:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!found) throw new Refusal('invalid_cursor');
  return Number(found[1]);
}
