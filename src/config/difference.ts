import { formatPath, type Path } from './fault.ts';
import { isSecret } from './yaml/secrets.ts';
import { inlineYaml } from './yaml/write.ts';

/** What changed from one configuration to the next, a readable line each, without secrets. */
export function differences(before: unknown, after: unknown): readonly string[] {
  return changes(before, after, []);
}

function changes(before: unknown, after: unknown, path: Path): readonly string[] {
  if (isSame(before, after)) return [];
  if (isSecret(path)) return [`${formatPath(path)} changed`];
  if (Array.isArray(before) && Array.isArray(after) && hasMaps([...before, ...after])) {
    return changesOfList(before, after, path);
  }
  if (isMap(before) && isMap(after)) return changesOfMap(before, after, path);
  return [`${formatPath(path)}: ${shown(before)} -> ${shown(after)}`];
}

type Values = Readonly<Record<string, unknown>>;

function changesOfMap(before: Values, after: Values, path: Path): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changesOfKey(before, after, [...path, key]));
}

function changesOfKey(before: Values, after: Values, path: Path): readonly string[] {
  const key = String(path.at(-1));
  const [old, now] = [before[key], after[key]];
  if (Object.hasOwn(before, key) && Object.hasOwn(after, key)) return changes(old, now, path);
  const isAdded = Object.hasOwn(after, key);
  const value = isAdded ? now : old;
  if (isSecret(path) || hasInner(value))
    return [`${formatPath(path)} ${isAdded ? 'added' : 'removed'}`];
  return [
    `${formatPath(path)}: ${shown(isAdded ? undefined : old)} -> ${shown(isAdded ? now : undefined)}`,
  ];
}

/** What is the same at the beginning and at the end stays; what is between was changed, added or removed. */
function changesOfList(
  before: readonly unknown[],
  after: readonly unknown[],
  path: Path,
): readonly string[] {
  const start = sameAtStart(before, after);
  const room = Math.min(before.length, after.length) - start;
  const end = Math.min(room, sameAtStart([...before].reverse(), [...after].reverse()));
  const [old, now] = [
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  ];
  const pairs = Math.min(old.length, now.length);
  const at = (index: number) => [...path, start + index];
  return [
    ...old.slice(0, pairs).flatMap((item, index) => changes(item, now[index], at(index))),
    ...old.slice(pairs).map((_, index) => `${formatPath(at(pairs + index))} removed`),
    ...now.slice(pairs).map((_, index) => `${formatPath(at(pairs + index))} added`),
  ];
}

function sameAtStart(a: readonly unknown[], b: readonly unknown[]): number {
  const different = a.findIndex((item, index) => index >= b.length || !isSame(item, b[index]));
  return different < 0 ? a.length : different;
}

/** Maps are the same in any order of their keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isMap(a) || !isMap(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  const isComplete = keys.length === Object.keys(b).length;
  return isComplete && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasMaps(list: readonly unknown[]): boolean {
  return list.some((item) => typeof item === 'object');
}

/** A map or a list of maps may hold secrets, and is too long for a line. */
function hasInner(value: unknown): boolean {
  return isMap(value) || (Array.isArray(value) && hasMaps(value));
}

const LONGEST = 100;

function shown(value: unknown): string {
  if (value === undefined) return 'default';
  if (hasInner(value)) return '...';
  const text = typeof value === 'string' ? value : inlineYaml(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
