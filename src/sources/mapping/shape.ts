import { cut, isFields } from '../fields.ts';

const DEEPEST = 6;
const MOST_KEYS = 50;
const LONGEST = 4_000;

/** What a body has, without what it says: `{"job": text, "steps": [3 × {"ok": true or false}]}`. */
export function shapeOf(value: unknown): string {
  return cut(shape(value, DEEPEST), LONGEST);
}

function shape(value: unknown, levels: number): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value === 'number') return 'number';
  if (levels === 0) return '…';
  if (Array.isArray(value)) return shapeOfList(value, levels - 1);
  return isFields(value) ? shapeOfFields(value, levels - 1) : '…';
}

/** The first item stands for all: lists are of one kind. */
function shapeOfList(list: readonly unknown[], levels: number): string {
  return list.length === 0 ? '[]' : `[${list.length} × ${shape(list[0], levels)}]`;
}

function shapeOfFields(fields: Readonly<Record<string, unknown>>, levels: number): string {
  const names = Object.keys(fields);
  const shown = names.slice(0, MOST_KEYS).map((name) => {
    return `${JSON.stringify(cut(name, 60))}: ${shape(fields[name], levels)}`;
  });
  const rest = names.length - shown.length;
  return `{${shown.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}}`;
}
