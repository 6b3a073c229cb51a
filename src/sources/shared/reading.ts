import { type Severity, severityOf } from '../../domain/severity.ts';
import { type Instant, instant } from '../../domain/time.ts';
import { cut, type Fields, fieldOf, isFields, mend } from '../fields.ts';

const LONGEST_TEXT = 10_000;

/** Looks into a payload that may differ from what its vendor documents, and notes what was odd about it. */
export interface Reading {
  /** What stands at a path such as `data.item.title`; of an array on the way, its first entry. */
  at(path: string): unknown;
  /** The text, number or truth value there as a text; empty where there is none. */
  text(path: string): string;
  /** The first of these that is not empty. */
  firstText(...paths: readonly string[]): string;
  /** The object there; an empty one where there is none. */
  fields(path: string): Fields;
  /** The array there, or what stands there alone as one. */
  list(path: string): readonly unknown[];
  /** The time there, in any of the forms that vendors use. */
  time(path: string): Instant | undefined;
  note(text: string): void;
  /** A reading of a part, whose notes are noted here. */
  of(part: unknown): Reading;
}

/** What is read of a payload, and what was noted on the way. */
export interface NotedReading extends Reading {
  readonly notes: readonly string[];
}

/** Begins to read a payload. */
export function reading(payload: unknown): NotedReading {
  const notes: string[] = [];
  return { ...reader(payload, (text) => void notes.push(text)), notes };
}

function reader(root: unknown, note: (text: string) => void): Reading {
  const text = (path: string) => textOf(valueAt(root, path));
  return {
    at: (path) => valueAt(root, path),
    text,
    firstText: (...paths) => paths.map(text).find((each) => each !== '') ?? '',
    fields: (path) => fieldsOf(valueAt(root, path)),
    list: (path) => listOf(exactlyAt(root, path)),
    time: (path) => timeIn(valueAt(root, path), path, note),
    note,
    of: (part) => reader(part, note),
  };
}

function exactlyAt(root: unknown, path: string): unknown {
  const [last = '', ...before] = path.split('.').toReversed();
  const holder = before.length > 0 ? valueAt(root, before.toReversed().join('.')) : firstOf(root);
  return isFields(holder) ? fieldOf(holder, last) : undefined;
}

function valueAt(root: unknown, path: string): unknown {
  let value = firstOf(root);
  if (path === '') return value;
  for (const name of path.split('.')) {
    if (!isFields(value)) return undefined;
    value = firstOf(fieldOf(value, name));
  }
  return value;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value[0] ?? undefined) : value;
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** A text, number or truth value as a text, mended and without spaces around it; empty for all else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return cut(mend(value).trim(), LONGEST_TEXT);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

const NUMERIC = /^-?\d{1,20}(?:\.\d+)?$/;
const ISO = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/;
/** A space before an offset, an offset without a colon or of hours alone, and a name where an offset stands. */
const OFFSET = /\s*(?:UTC|GMT|([+-]\d\d):?(\d\d)?)$/;

function timeIn(value: unknown, path: string, note: (text: string) => void): Instant | undefined {
  const text = textOf(value);
  if (text === '' || text.startsWith('0001-01-01')) return undefined;
  const at = NUMERIC.test(text) ? fromEpoch(Number(text)) : fromText(text);
  if (isPlausible(at)) return instant(at);
  note(
    `"${path}" is no time that can be read, and was left out: ${JSON.stringify(cut(text, 40))}.`,
  );
  return undefined;
}

function fromText(text: string): number {
  if (!ISO.test(text)) return Number.NaN;
  const plain = text.replace(OFFSET, (_, hours?: string, minutes?: string) =>
    hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`,
  );
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/i.test(plain) ? plain : `${plain}Z`;
  return Date.parse(zoned.replace(' ', 'T'));
}

/** Seconds, or a thousandth, millionth or billionth of them: which of these is told by the size. */
function fromEpoch(number: number): number {
  const size = Math.abs(number);
  if (size < 1e11) return Math.round(number * 1e3);
  if (size < 1e14) return Math.round(number);
  return Math.round(size < 1e17 ? number / 1e3 : number / 1e6);
}

const LATEST = 4_102_444_800_000;

/** After 1970 and before 2100: a 0 means that there is no time. */
function isPlausible(at: number): boolean {
  return at > 0 && at < LATEST;
}

/** The severity that a vendor's word means: by the vendor's own list, else by the words in use, else `otherwise`. */
export function severityIn(
  word: string,
  own: Readonly<Record<string, Severity>>,
  otherwise: Severity,
): Severity {
  const key = word.toLowerCase();
  return (Object.hasOwn(own, key) ? own[key] : severityOf(key)) ?? otherwise;
}

/** A vendor's words for what is over and for what is not, in small letters. */
export interface StateWords {
  readonly firing: readonly string[];
  readonly resolved: readonly string[];
}

/** Whether it fires, by the vendor's words; any other word is noted and taken as firing. */
export function statusIn(
  { text, note }: Reading,
  path: string,
  words: StateWords,
): 'firing' | 'resolved' {
  const given = text(path);
  const word = given.toLowerCase();
  if (words.resolved.includes(word)) return 'resolved';
  if (words.firing.includes(word)) return 'firing';
  const what = word === '' ? 'is missing' : `is ${JSON.stringify(cut(given, 40))}`;
  note(`"${path}" ${what}, which says neither that it fires nor that it is over: taken as firing.`);
  return 'firing';
}
