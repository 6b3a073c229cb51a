import type { Matcher } from '../../domain/matcher.ts';
import { type Fault, isFault } from './fault.ts';
import { faultOfPattern } from './pattern.ts';

const LEFT =
  /^\s*(?:(?<classic>[a-zA-Z_:][a-zA-Z0-9_:]*)|"(?<quoted>(?:[^"\\]|\\[\s\S])+)")\s*(?<operator>=~|=|!=|!~)/;

/**
 * Reads one matcher in Alertmanager's syntax, its value quoted or not: `service="db"`, `service=~web.*`; a name of
 * other characters than letters, digits, `_` and `:` in quotes: `"service.name"="db"`.
 */
export function parseMatcher(text: string): Matcher | Fault {
  const left = LEFT.exec(text);
  const { classic, quoted, operator } = left?.groups ?? {};
  const name = classic ?? (quoted === undefined ? undefined : readGoEscapes(quoted));
  if (left === null || name === undefined) {
    return {
      fault: `${JSON.stringify(text)} is not a matcher. Write label="value", or use !=, =~ or !~; a label of other characters than letters, digits, _ and : needs quotes`,
    };
  }
  const raw = text.slice(left[0].length).trim();
  const value = unquote(raw, classic === undefined ? readGoEscapes : readEscapes);
  if (value === undefined) {
    return {
      fault: `The value in ${text} has a quote that is not closed or not escaped. Write ${name}="value", and \\" for a quote inside`,
    };
  }
  // The expression allows the four operators only.
  return checkMatcher({ name, operator: operator as Matcher['operator'], value });
}

/** The matcher itself where it can be used, else what is wrong with its regular expression. */
export function checkMatcher(matcher: Matcher): Matcher | Fault {
  if (matcher.operator === '=' || matcher.operator === '!=') return matcher;
  const fault = faultOfPattern(matcher.value);
  return fault === undefined ? matcher : { fault };
}

/** Reads matchers separated by commas, with or without braces around them; at least one. */
export function parseMatchers(text: string): readonly Matcher[] | Fault {
  const inner = text.trim().replace(/^\{([\s\S]*)\}$/, '$1');
  const matchers: Matcher[] = [];
  for (const part of splitOutsideQuotes(inner)) {
    if (part.trim() === '') continue;
    const matcher = parseMatcher(part);
    if (isFault(matcher)) return matcher;
    matchers.push(matcher);
  }
  return matchers.length > 0 ? matchers : { fault: 'There is no matcher. Write label="value"' };
}

const QUOTED = /^"((?:[^"\\]|\\[\s\S])*)"$/;
const UNQUOTED = /^(?:[^"\\]|\\[\s\S]|\\$)*$/;

function unquote(raw: string, read: (escaped: string) => string): string | undefined {
  const inner = QUOTED.exec(raw)?.[1] ?? (UNQUOTED.test(raw) ? raw : undefined);
  return inner === undefined ? undefined : read(inner);
}

/** As Alertmanager reads values: a backslash escapes with and without quotes, before any other character it stays. */
function readEscapes(text: string): string {
  return text.replace(/\\(["\\n])/g, (_, character: string) =>
    character === 'n' ? '\n' : character,
  );
}

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPES =
  /\\(?:(?<one>["\\abfnrtv])|u(?<short>[\da-fA-F]{4})|U(?<long>00(?:0[\da-fA-F]|10)[\da-fA-F]{4}))/g;

/** As Alertmanager reads a matcher whose name is in quotes: with all the escapes that Go has for text. */
function readGoEscapes(text: string): string {
  return text.replace(ESCAPES, (_, one?: string, short?: string, long?: string) =>
    one === undefined
      ? String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16))
      : (CONTROLS[one] ?? one),
  );
}

const QUOTES = /"(?:\\[\s\S]|[^"\\])*"/y;

function splitOutsideQuotes(text: string): readonly string[] {
  const parts: string[] = [];
  let begin = 0;
  // Where one quote has no partner, none behind it has: every quote there is escaped.
  let mayClose = true;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ',') {
      parts.push(text.slice(begin, at));
      begin = at + 1;
    }
    if (text[at] !== '"' || !mayClose) continue;
    QUOTES.lastIndex = at;
    const length = QUOTES.exec(text)?.[0].length;
    mayClose = length !== undefined;
    at += (length ?? 1) - 1;
  }
  return [...parts, text.slice(begin)];
}
