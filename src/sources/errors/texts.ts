import type { Labels } from '../../domain/labels.ts';
import { cut, type Fields, fieldOf, isFields, mend } from '../fields.ts';

/** How many entries of an object are read, and how long their names and texts may be. */
export interface TextBounds {
  readonly count: number;
  readonly name: number;
  readonly text: number;
}

/** Controls cost six bytes each in JSON and show nothing. */
const CONTROLS = /[^\P{Cc}\n\t]/gu;

/** Most texts have nothing else, and that is seen fast. */
const PLAIN = /^[ -~\n\t]*$/;

/** The text with what neither stores nor people can use shown as U+FFFD, and at most so long. */
export function boundedText(text: string, max: number): string {
  if (text.length <= max && PLAIN.test(text)) return text;
  return cut(mend(cut(text, max)).replace(CONTROLS, '\ufffd'), max);
}

/** A text, number or truth value as a bounded text; empty for all else. */
export function textIn(value: unknown, max: number): string {
  if (typeof value === 'string') return boundedText(value, max);
  return typeof value === 'number' || typeof value === 'boolean' ? cut(String(value), max) : '';
}

/** The bounded text of a field, without spaces around it. */
export function textAt(fields: Fields, name: string, max: number): string {
  return textIn(fieldOf(fields, name), max).trim();
}

/** The object of a field; an empty one where there is none. */
export function fieldsAt(fields: Fields, name: string): Fields {
  const value = fieldOf(fields, name);
  return isFields(value) ? value : {};
}

/** Whatever it is as a bounded text: a text as it is, objects and lists as JSON. */
export function shown(value: unknown, max: number): string {
  if (typeof value === 'string') return boundedText(value, max);
  if (value === null || value === undefined) return '';
  return boundedText(written(value, max, DEEPEST), max);
}

const DEEPEST = 6;

/** JSON that stops where it is long or deep enough: what a stranger sends may be both. */
function written(value: unknown, room: number, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(boundedText(value, Math.max(room, 1)));
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth === 0) return '…';
  if (Array.isArray(value)) {
    return `[${writtenList(value, room, (each, left) => written(each, left, depth - 1))}]`;
  }
  const pair = ([name, each]: readonly [string, unknown], left: number) =>
    `${JSON.stringify(boundedText(name, 200))}: ${written(each, left, depth - 1)}`;
  return `{${writtenList(Object.entries(value), room, pair)}}`;
}

function writtenList<T>(
  items: readonly T[],
  room: number,
  write: (item: T, left: number) => string,
): string {
  let text = '';
  for (const item of items) {
    if (text.length >= room) break;
    text += (text === '' ? '' : ', ') + write(item, room - text.length);
  }
  return text;
}

/** The entries of an object as bounded texts, without empty ones. */
export function textsIn(value: unknown, bounds: TextBounds): Labels {
  if (!isFields(value)) return {};
  const pairs: (readonly [string, string])[] = [];
  for (const name of Object.keys(value)) {
    if (pairs.length >= bounds.count) break;
    const text = shown(value[name], bounds.text);
    if (name !== '' && text !== '') pairs.push([boundedText(name, bounds.name), text]);
  }
  return Object.fromEntries(pairs);
}
