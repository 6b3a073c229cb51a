import { isFault, parseMatcher, parseMatchers } from '../engine/matchers.ts';
import { type Path, valueAt } from './fault.ts';
import { ConfigFile } from './schema/file.ts';
import { expectedAt } from './schema/guide.ts';
import { lineOf } from './yaml/write.ts';

/** The line at this path as it is written, with what is wrong put right; undefined: what was meant is not known. */
export function mendedAt(path: Path, written: unknown): string | undefined {
  const end = path.findLastIndex((step) => typeof step === 'string');
  const key = String(path[end] ?? '');
  const whole = valueAt(written, path.slice(0, end + 1));
  const value = MATCHERS.includes(key) ? mendedMatchers(whole) : mendedTime(path, whole);
  return value === undefined ? undefined : lineOf(key, value);
}

/** A key that is not known, and the one that was meant. */
export interface Misnamed {
  readonly parent: Path;
  readonly key: string;
  readonly right: string;
}

/** What is written under another name, under the right one; undefined: it could not stand there either, or is long. */
export function renamed(misnamed: Misnamed, written: unknown): string | undefined {
  const { parent, key, right } = misnamed;
  const value = valueAt(written, [...parent, key]);
  const matchers = MATCHERS.includes(right) ? mendedMatchers(value) : undefined;
  if (matchers) return lineOf(right, matchers);
  const line = lineOf(right, value);
  return line.includes('\n') || !fits(misnamed, written) ? undefined : line;
}

/** Whether nothing would be wrong with the value under the right name. */
function fits({ parent, key, right }: Misnamed, written: unknown): boolean {
  const copy = structuredClone(written);
  const map = valueAt(copy, parent);
  if (!isMap(map)) return false;
  Object.assign(map, { [right]: valueAt(written, [...parent, key]) });
  const issues = ConfigFile.safeParse(copy).error?.issues ?? [];
  const place = [...parent, right];
  return !issues.some(({ path }) => place.every((step, index) => path[index] === step));
}

/** The keys whose values are matchers. */
const MATCHERS: readonly string[] = ['match', 'source', 'target'];

/** People mostly mean minutes. */
function mendedTime(path: Path, value: unknown): string | undefined {
  if (!expectedAt(path).startsWith('a duration')) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return `${value}m`;
  const [, count, unit] = (typeof value === 'string' && IN_WORDS.exec(value.trim())) || [];
  return count && unit && `${count}${unit.toLowerCase()}`;
}

/** `5 minutes`: its number, and the first letter of its unit. */
const IN_WORDS =
  /^([1-9]\d{0,5})\s*(s|m|h|d|w)(?:ecs?|econds?|ins?|inutes?|rs?|ours?|ays?|eeks?)?$/i;

/** Also what Alertmanager once had: a map of labels and values. */
function mendedMatchers(value: unknown): readonly string[] | undefined {
  const texts = isMap(value)
    ? Object.entries(value).map(([name, each]) => `${name}: ${String(each)}`)
    : [value].flat();
  const mended = texts.map(mendedMatcher);
  return mended.every((each) => each !== undefined) ? mended : undefined;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mendedMatcher(written: unknown): string | undefined {
  if (typeof written !== 'string') return undefined;
  const text = written.trim();
  if (!isFault(text.startsWith('{') ? parseMatchers(text) : parseMatcher(text))) return text;
  const [, name, value] = /^([\w:]+?)\s*(?:==?|:)\s*["']?([^"'{}\\]+)["']?$/.exec(text) ?? [];
  // A regular expression that is none is no text to be compared with.
  if (name === undefined || value === undefined || /^\s*~/.test(value)) return undefined;
  const mended = `${name}="${value}"`;
  return isFault(parseMatcher(mended)) ? undefined : mended;
}
