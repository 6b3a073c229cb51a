/** What a regular expression without a machine can say: some texts, and texts with anything before or after them. */
export interface Plain {
  readonly exact: ReadonlySet<string>;
  readonly open: readonly Open[];
}

/** A text with at least so many characters of any kind, but line breaks, on a side; undefined: none at all. */
interface Open {
  readonly text: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** A text, or the least number of any characters: `.*` is 0, `.+` is 1. */
type Piece = string | number;
type Sequence = readonly Piece[];

interface Cursor {
  readonly text: string;
  at: number;
}

const MOST_SEQUENCES = 1_000;
const MOST_CHARACTERS = 65_536;
const DEEPEST = 20;
const LITERALS = /(?:[^\\.|()[\]{}^$*+?]|\\[!-/:-@[-`{-~])+/y;

/** Reads literals, alternatives of them and `.*` or `.+` at the ends of each; undefined: that takes a machine. */
export function plainOf(expression: string): Plain | undefined {
  // Half a surrogate pair is a character of its own for the machine, and not for the comparison of texts.
  if (!expression.isWellFormed()) return undefined;
  const cursor = { text: expression, at: expression.startsWith('^') ? 1 : 0 };
  const sequences = readAlternatives(cursor, 0);
  return sequences && cursor.at === expression.length ? toPlain(sequences) : undefined;
}

/** Whether the whole value is what the expression says. */
export function matchesPlain({ exact, open }: Plain, value: string): boolean {
  return exact.has(value) || open.some((each) => matchesOpen(each, value));
}

function readAlternatives(cursor: Cursor, depth: number): readonly Sequence[] | undefined {
  const done: Sequence[] = [];
  let current: readonly Sequence[] = [[]];
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ')') {
    if (cursor.text[cursor.at] === '|') {
      cursor.at++;
      done.push(...current);
      current = [[]];
      continue;
    }
    const joined = join(current, readItem(cursor, depth));
    if (!joined || done.length + joined.length > MOST_SEQUENCES) return undefined;
    current = joined;
  }
  return [...done, ...current];
}

function readItem(cursor: Cursor, depth: number): readonly Sequence[] | undefined {
  const { text, at } = cursor;
  switch (text[at]) {
    case '(':
      return depth < DEEPEST ? readGroup(cursor, depth) : undefined;
    case '.':
      return readAnything(cursor);
    case '$':
      cursor.at++;
      return cursor.at === text.length ? [[]] : undefined;
    default:
      return readLiterals(cursor);
  }
}

function readGroup(cursor: Cursor, depth: number): readonly Sequence[] | undefined {
  cursor.at += cursor.text.startsWith('(?:', cursor.at) ? 3 : 1;
  const inner = readAlternatives(cursor, depth + 1);
  return inner && cursor.text[cursor.at++] === ')' ? inner : undefined;
}

function readAnything(cursor: Cursor): readonly Sequence[] | undefined {
  const least = ['*', '+'].indexOf(cursor.text[cursor.at + 1] ?? '');
  cursor.at += 2;
  return least < 0 ? undefined : [[least]];
}

function readLiterals(cursor: Cursor): readonly Sequence[] | undefined {
  LITERALS.lastIndex = cursor.at;
  const [literals] = LITERALS.exec(cursor.text) ?? [];
  if (literals === undefined) return undefined;
  cursor.at += literals.length;
  return [[literals.replace(/\\(.)/g, '$1')]];
}

/** Every sequence of the first followed by every one of the second, unless that is too much. */
function join(
  first: readonly Sequence[],
  second: readonly Sequence[] | undefined,
): readonly Sequence[] | undefined {
  if (!second || first.length * second.length > MOST_SEQUENCES) return undefined;
  const joined = first.flatMap((head) => second.map((tail) => append(head, tail)));
  return lengthOf(joined) <= MOST_CHARACTERS ? joined : undefined;
}

function append(head: Sequence, tail: Sequence): Sequence {
  const [last, first] = [head.at(-1), tail[0]];
  if (typeof last !== 'string' || typeof first !== 'string') return [...head, ...tail];
  return [...head.slice(0, -1), last + first, ...tail.slice(1)];
}

function lengthOf(sequences: readonly Sequence[]): number {
  return sequences.flat().reduce((sum: number, piece) => sum + String(piece).length, 0);
}

function toPlain(sequences: readonly Sequence[]): Plain | undefined {
  const exact = new Set<string>();
  const open: Open[] = [];
  for (const sequence of sequences) {
    const [only = ''] = sequence;
    if (sequence.length < 2 && typeof only === 'string') {
      exact.add(only);
      continue;
    }
    const read = toOpen(sequence);
    if (!read) return undefined;
    open.push(read);
  }
  return { exact, open };
}

function toOpen(sequence: Sequence): Open | undefined {
  const [first, last] = [sequence[0], sequence.at(-1)];
  const before = typeof first === 'number' ? first : undefined;
  const after = typeof last === 'number' && sequence.length > 1 ? last : undefined;
  const rest = sequence.slice(before === undefined ? 0 : 1, after === undefined ? undefined : -1);
  const [text = ''] = rest;
  if (rest.length > 1 || typeof text !== 'string') return undefined;
  if (before !== undefined && after !== undefined && text === '') return undefined;
  return { text, before, after };
}

function matchesOpen({ text, before, after }: Open, value: string): boolean {
  const end = value.length - text.length - (after ?? 0);
  const at = after === undefined ? end : value.indexOf(text, before ?? 0);
  if (at < (before ?? 0) || at > end) return false;
  if (before === undefined && at > 0) return false;
  if (!value.startsWith(text, at)) return false;
  return !value.slice(0, at).includes('\n') && !value.includes('\n', at + text.length);
}
