/** The way to a value: keys of maps and numbers of lists. */
export type Path = readonly (string | number)[];

/** What is wrong with a value, before it is known where that stands. */
export interface Finding {
  readonly path: Path;
  /** Whether it is about the name of the key, not its value. */
  readonly onKey?: boolean;
  /** A sentence. */
  readonly wrong: string;
  /** What would be right; without it, as the schema has it. */
  readonly expected?: string;
  /** A line that would be right; without it, as the schema has it. */
  readonly example?: string;
  /** The key that was probably meant. */
  readonly meant?: string;
  /** Whether it is about what is not there, which a faulty part of this value may have been. */
  readonly isLack?: boolean;
}

/** Where something stands in a text, both counted from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  /** How many characters of the line it is about. */
  readonly width: number;
}

/** What is wrong in a file, for people: where, what, what was expected, and a line that would be right. */
export interface Fault extends Spot {
  /** `route.routes[2].match[0]`; empty: the file as a whole. */
  readonly path: string;
  readonly wrong: string;
  /** Empty where the sentence says it all. */
  readonly expected: string;
  readonly example: string;
  /** The line as it is written, without secrets. */
  readonly excerpt: string;
}

/** The path as people write it. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const name = /^[\w-]+$/.test(step) ? step : JSON.stringify(step);
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

/** The value at the path; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step))
      return undefined;
    // An object has whatever `hasOwn` found in it.
    found = (found as Record<string | number, unknown>)[step];
  }
  return found;
}
