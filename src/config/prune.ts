import { type Finding, type Path, valueAt } from './fault.ts';

/** What is left of a file without its faulty parts, so that the rest can be looked at too. */
export interface Pruned {
  readonly value: unknown;
  /** The path in the file of what has this path here. */
  original(path: Path): Path;
}

type Origins = WeakMap<object, readonly number[]>;

/** Takes the parts away that are known to be faulty, and then others as often as `faultsIn` finds some. */
export function prune(
  whole: unknown,
  known: readonly Finding[],
  faultsIn: (value: unknown) => readonly Finding[],
): Pruned {
  const origins: Origins = new WeakMap();
  let value = whole;
  for (
    let faults = [...known, ...faultsIn(value)];
    faults.length > 0;
    faults = [...faultsIn(value)]
  ) {
    const cuts = new Set(faults.map((fault) => idOf(cutOf(fault, value))));
    // What is wrong as a whole says nothing.
    value = cuts.has(idOf([])) ? {} : without(value, { cuts, origins, path: [] });
  }
  return { value, original: (path) => originalOf(value, path, origins) };
}

/** Without these, what is left of a rule or route would take more alerts than it was meant for. */
const DEFINING: readonly unknown[] = ['match', 'source', 'target'];

function cutOf({ path, onKey }: Finding, value: unknown): Path {
  const defining = path.findIndex((step) => DEFINING.includes(step));
  if (defining >= 0) return path.slice(0, defining);
  const parent = path.slice(0, -1);
  if (valueAt(value, path) === undefined) return parent;
  // An unknown key may be a matcher that was misspelt.
  const mayDefine = onKey && typeof parent.at(-1) === 'number' && !hasMatch(valueAt(value, parent));
  return mayDefine ? parent : path;
}

function hasMatch(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'match' in value;
}

interface Cutting {
  readonly cuts: ReadonlySet<string>;
  readonly origins: Origins;
  readonly path: Path;
}

function without(value: unknown, { cuts, origins, path }: Cutting): unknown {
  const kept = (step: string | number) => !cuts.has(idOf([...path, step]));
  const inner = (each: unknown, step: string | number) =>
    without(each, { cuts, origins, path: [...path, step] });
  if (Array.isArray(value)) {
    const indexes = [...value.keys()].filter(kept);
    const copy = indexes.map((index) => inner(value[index], index));
    const before = origins.get(value);
    origins.set(
      copy,
      indexes.map((index) => before?.[index] ?? index),
    );
    return copy;
  }
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).filter(([key]) => kept(key));
  return Object.fromEntries(pairs.map(([key, each]) => [key, inner(each, key)]));
}

function originalOf(value: unknown, path: Path, origins: Origins): Path {
  return path.map((step, depth) => {
    const list = valueAt(value, path.slice(0, depth));
    const isIndex = typeof step === 'number' && typeof list === 'object' && list !== null;
    return isIndex ? (origins.get(list)?.[step] ?? step) : step;
  });
}

function idOf(path: Path): string {
  return JSON.stringify(path);
}
