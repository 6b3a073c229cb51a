import type { Instant } from '../../../domain/time.ts';
import { type Fields, fieldOf, isFields } from '../../fields.ts';
import { reading } from '../../shared/reading.ts';
import { textIn } from '../texts.ts';

/** The items of a list that newer SDKs send as `{values: […]}`, older ones bare, and the oldest as its only item. */
export function valuesIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return [];
  const values = fieldOf(value, 'values');
  if (Array.isArray(values)) return values;
  return Object.hasOwn(value, 'values') ? [] : [value];
}

const MOST_PAIRS = 200;

/** An object, or a list of pairs as one. */
export function pairsIn(value: unknown): Fields {
  if (isFields(value)) return value;
  if (!Array.isArray(value)) return {};
  return Object.fromEntries(value.slice(0, MOST_PAIRS).flatMap(pairIn));
}

function pairIn(pair: unknown): readonly (readonly [string, unknown])[] {
  const [name, value]: readonly unknown[] = Array.isArray(pair)
    ? pair
    : isFields(pair)
      ? [fieldOf(pair, 'key'), fieldOf(pair, 'value')]
      : [];
  const text = textIn(name, 200);
  return text === '' ? [] : [[text, value]];
}

/** A time as SDKs write them: as text, or in seconds since 1970; null where it is none. */
export function timeIn(value: unknown): Instant | null {
  return reading({ value }).time('value') ?? null;
}
