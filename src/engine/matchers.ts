import { RE2JS } from 're2js';
import { type Labels, labelOf } from '../domain/labels.ts';
import type { Matcher } from '../domain/matcher.ts';

/** Why a text is no matcher, as a sentence. */
export interface Fault {
  readonly fault: string;
}

/** Whether this was refused. */
export function isFault(value: object): value is Fault {
  return 'fault' in value;
}

const MATCHER = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*([\s\S]*?)\s*$/;

/** Reads one matcher in Alertmanager's syntax, its value quoted or not: `service="db"`, `service=~web.*`. */
export function parseMatcher(text: string): Matcher | Fault {
  const [, name, operator, raw] = MATCHER.exec(text) ?? [];
  if (name === undefined || raw === undefined) {
    return {
      fault: `${JSON.stringify(text)} is not a matcher. Write label="value", or use !=, =~ or !~`,
    };
  }
  const value = unquote(raw);
  if (value === undefined) {
    return {
      fault: `The value in ${text} has a quote that is not closed or not escaped. Write ${name}="value", and \\" for a quote inside`,
    };
  }
  return checkMatcher({ name, operator: operator as Matcher['operator'], value });
}

/** The matcher itself where it can be used, else what is wrong with its regular expression. */
export function checkMatcher(matcher: Matcher): Matcher | Fault {
  if (!isRegex(matcher)) return matcher;
  try {
    RE2JS.compile(matcher.value);
    return matcher;
  } catch {
    return { fault: `${JSON.stringify(matcher.value)} is not a regular expression (RE2 syntax)` };
  }
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

/** Whether the label has the value that the matcher wants. */
export function matches(matcher: Matcher, labels: Labels): boolean {
  const value = labelOf(labels, matcher.name);
  switch (matcher.operator) {
    case '=':
      return value === matcher.value;
    case '!=':
      return value !== matcher.value;
    case '=~':
      return regexOf(matcher).matches(value);
    case '!~':
      return !regexOf(matcher).matches(value);
  }
}

/** Whether every matcher agrees. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every((matcher) => matches(matcher, labels));
}

const NOTHING: Labels = {};

/** Whether at least one matcher asks for something: else they would match every alert there is. */
export function asksForSomething(matchers: readonly Matcher[]): boolean {
  return matchers.some((matcher) => !matches(matcher, NOTHING));
}

const compiled = new WeakMap<Matcher, RE2JS>();

function regexOf(matcher: Matcher): RE2JS {
  const known = compiled.get(matcher);
  if (known) return known;
  const regex = RE2JS.compile(matcher.value);
  compiled.set(matcher, regex);
  return regex;
}

function isRegex(matcher: Matcher): boolean {
  return matcher.operator === '=~' || matcher.operator === '!~';
}

const QUOTED = /^"((?:[^"\\]|\\[\s\S])*)"$/;
const UNQUOTED = /^(?:[^"\\]|\\[\s\S]|\\$)*$/;

/** As Alertmanager reads values: a backslash escapes with and without quotes, before any other character it stays. */
function unquote(raw: string): string | undefined {
  const inner = QUOTED.exec(raw)?.[1] ?? (UNQUOTED.test(raw) ? raw : undefined);
  return inner?.replace(/\\(["\\n])/g, (_, character: string) =>
    character === 'n' ? '\n' : character,
  );
}

function splitOutsideQuotes(text: string): readonly string[] {
  return text.match(/(?:"(?:\\.|[^"\\])*"|[^,"]|"(?!(?:\\.|[^"\\])*"))+/g) ?? [];
}
