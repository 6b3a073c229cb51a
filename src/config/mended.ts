import { isFault, parseMatcher, parseMatchers } from '../engine/matchers.ts';
import { type Path, valueAt } from './fault.ts';
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

/** What is written under another name, under this one; undefined: it could not stand there either. */
export function renamed(key: string, value: unknown): string | undefined {
  const matchers = MATCHERS.includes(key) ? mendedMatchers(value) : undefined;
  return matchers && lineOf(key, matchers);
}

/** The keys whose values are matchers. */
const MATCHERS: readonly string[] = ['match', 'source', 'target'];

/** People mostly mean minutes. */
function mendedTime(path: Path, value: unknown): string | undefined {
  if (!expectedAt(path).startsWith('a duration')) return undefined;
  return typeof value === 'number' && Number.isInteger(value) && value > 0
    ? `${value}m`
    : undefined;
}

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
  const mended = `${name}="${value}"`;
  return name === undefined || isFault(parseMatcher(mended)) ? undefined : mended;
}
