const CLASS = /\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]/y;
const ESCAPE = /\\(?:Q[\s\S]*?(?:\\E|$)|[pPx]\{[^}]*\}|[\s\S])/y;
const REPEAT = /\{(\d+)(?:,(\d*))?\}/y;

interface Sizes {
  /** Of the groups that are open, the outermost first. */
  readonly outer: number[];
  sum: number;
  /** Of what a repeat would repeat. */
  last: number;
}

/**
 * About how many instructions a regular expression compiles to, without compiling it: writing out the repeats of a
 * small text can take seconds. Of texts that are no regular expressions it says nothing.
 */
export function sizeOf(expression: string): number {
  const sizes: Sizes = { outer: [], sum: 0, last: 0 };
  let at = 0;
  while (at < expression.length) {
    const length = read(expression, at, sizes);
    if (length === 0) break;
    at += length;
  }
  return sizes.outer.reduce((sum, size) => sum + size, sizes.sum);
}

/** Adds what stands there and answers its length; 0 where the class that begins there has no end. */
function read(expression: string, at: number, sizes: Sizes): number {
  switch (expression[at]) {
    case '(':
      sizes.outer.push(sizes.sum);
      sizes.sum = 0;
      return expression[at + 1] === '?' ? 2 : 1;
    case ')':
      add(sizes, sizes.sum + 2, sizes.outer.pop() ?? 0);
      return 1;
    case '{':
      return readRepeat(expression, at, sizes);
    case '[':
      add(sizes, 1);
      return lengthAt(CLASS, expression, at);
    case '\\':
      return readEscape(expression, at, sizes);
    default:
      add(sizes, 1);
      return 1;
  }
}

function add(sizes: Sizes, size: number, before: number = sizes.sum): void {
  sizes.sum = before + size;
  sizes.last = size;
}

function readEscape(expression: string, at: number, sizes: Sizes): number {
  const length = lengthAt(ESCAPE, expression, at);
  add(sizes, expression.startsWith('\\Q', at) ? length : 1);
  return length;
}

function readRepeat(expression: string, at: number, sizes: Sizes): number {
  REPEAT.lastIndex = at;
  const [all, least, most] = REPEAT.exec(expression) ?? [];
  if (all === undefined) {
    add(sizes, 1);
    return 1;
  }
  const times = Math.max(Number(least), Number(most ?? 0), 1);
  add(sizes, (sizes.last + 1) * times, sizes.sum - sizes.last);
  return all.length;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
