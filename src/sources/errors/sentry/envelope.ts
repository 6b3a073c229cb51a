import { type Fields, isFields } from '../../fields.ts';
import { PayloadRejected } from '../../source.ts';

/** One item of an envelope. */
export interface Item {
  /** Empty where its header names none. */
  readonly type: string;
  readonly payload: Buffer;
}

/** What an SDK sends at once. */
export interface Envelope {
  readonly header: Fields;
  readonly items: readonly Item[];
  /** Why nothing behind the last item could be read; null: all of it was. */
  readonly broken: string | null;
}

const MOST_ITEMS = 1_000;
const LINE_END = 0x0a;
const RETURN = 0x0d;

/**
 * Takes an envelope apart: a line of JSON, and for each item a line of JSON and its payload, which is so long as its header
 * says, else to the end of the line. https://develop.sentry.dev/sdk/data-model/envelopes/
 */
export function envelopeIn(bytes: Buffer): Envelope {
  const first = lineAt(bytes, 0);
  const header = jsonFields(first.line);
  if (!header) {
    throw new PayloadRejected(
      'malformed',
      'The envelope must begin with a line of JSON, its header, and does not.',
    );
  }
  const items: Item[] = [];
  let at = first.next;
  while (at < bytes.length) {
    if (isBlankAt(bytes, at)) {
      at += 1;
      continue;
    }
    const { line, next } = lineAt(bytes, at);
    at = next;
    const read = items.length < MOST_ITEMS ? itemAt(bytes, line, at) : TOO_MANY;
    if (typeof read === 'string') return { header, items, broken: read };
    items.push(read.item);
    at = read.next;
  }
  return { header, items, broken: null };
}

const TOO_MANY = `Only the first ${MOST_ITEMS} items of an envelope are read.`;

function itemAt(bytes: Buffer, line: Buffer, at: number): { item: Item; next: number } | string {
  const header = jsonFields(line);
  if (!header) return "An item's header is not a JSON object; nothing behind it can be read.";
  const { type, length } = header;
  const item = (payload: Buffer) => ({ type: typeof type === 'string' ? type : '', payload });
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    const rest = lineAt(bytes, at);
    return { item: item(rest.line), next: rest.next };
  }
  const end = at + length;
  if (end > bytes.length) return 'An item is shorter than its header says: the envelope was cut.';
  const next = bytes[end] === LINE_END ? end + 1 : end;
  return { item: item(bytes.subarray(at, end)), next };
}

function lineAt(bytes: Buffer, at: number): { readonly line: Buffer; readonly next: number } {
  const found = bytes.indexOf(LINE_END, at);
  const end = found < 0 ? bytes.length : found;
  return { line: bytes.subarray(at, end), next: end + 1 };
}

/** Whether a line that is empty begins or ends here: a small packed body may have millions of them. */
function isBlankAt(bytes: Buffer, at: number): boolean {
  const isReturn = bytes[at] === RETURN && (bytes[at + 1] ?? LINE_END) === LINE_END;
  return isReturn || bytes[at] === LINE_END;
}

const LONGEST_HEADER = 100_000;

function jsonFields(line: Buffer): Fields | null {
  if (line.length > LONGEST_HEADER) return null;
  const value = jsonIn(line);
  return isFields(value) ? value : null;
}

/** The JSON value of some bytes; undefined where they are none. */
export function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
