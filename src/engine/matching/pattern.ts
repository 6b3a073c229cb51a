import { RE2JS } from 're2js';
import { matchesPlain, plainOf } from './plain.ts';
import { sizeOf } from './size.ts';

/** A regular expression that is ready to be asked, in time that grows with the value's length only. */
export interface Pattern {
  /** Whether the whole value matches. */
  readonly test: (value: string) => boolean;
  /** All values that match, where they can be told. */
  readonly literals: ReadonlySet<string> | undefined;
}

// The time for a character of a value grows with the instructions: these need some 20 µs at worst.
const MOST_INSTRUCTIONS = 1_000;
const MOST_BEFORE_COMPILING = 5_000;
const LONGEST = 8_192;

/** Why the text can't be used as a regular expression, as a sentence. */
export function faultOfPattern(text: string): string | undefined {
  if (text.length > LONGEST) {
    return `A regular expression of ${text.length} characters is too long. Use at most ${LONGEST}`;
  }
  if (plainOf(text)) return undefined;
  if (sizeOf(text) > MOST_BEFORE_COMPILING) return tooLarge(text);
  try {
    return RE2JS.compile(text).programSize() > MOST_INSTRUCTIONS ? tooLarge(text) : undefined;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return `${shown(text)} is not a regular expression (RE2 syntax): ${shorten(detail.replace('error parsing regexp: ', ''))}`;
  }
}

function tooLarge(text: string): string {
  return `${shown(text)} is too large a regular expression with its repeats written out. Use smaller ones, such as {1,20}, or * and +`;
}

function shown(text: string): string {
  return JSON.stringify(shorten(text));
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

const known = new Map<string, Pattern>();
const PATTERNS_KNOWN = 1_000;

/** The pattern of a text in which `faultOfPattern` finds none. */
export function patternOf(text: string): Pattern {
  const before = known.get(text);
  if (before) return before;
  if (known.size >= PATTERNS_KNOWN) known.clear();
  const pattern = compile(text);
  known.set(text, pattern);
  return pattern;
}

function compile(text: string): Pattern {
  const plain = plainOf(text);
  if (plain) {
    const literals = plain.open.length === 0 ? plain.exact : undefined;
    return { test: (value) => matchesPlain(plain, value), literals };
  }
  const regex = RE2JS.compile(text);
  return { test: remembering((value) => regex.testExact(value)), literals: undefined };
}

const VALUES_KNOWN = 1_000;
const LONGEST_KNOWN = 1_024;

/** A label has few values, and the machine is slow. */
function remembering(test: (value: string) => boolean): (value: string) => boolean {
  const results = new Map<string, boolean>();
  return (value) => {
    if (value.length > LONGEST_KNOWN) return test(value);
    const before = results.get(value);
    if (before !== undefined) return before;
    if (results.size >= VALUES_KNOWN) results.clear();
    const result = test(value);
    results.set(value, result);
    return result;
  };
}
