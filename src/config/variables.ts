import type { Environment } from './environment.ts';
import type { Finding, Path } from './fault.ts';

/** Values with their variables filled in, and what was wrong with these. */
export interface Filled {
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** The text with the names of the variables in place of what they hold. */
  withNames(text: string): string;
}

/** Fills `${NAME}` from the environment in, inside of every text; `$$` is a dollar. */
export function fillIn(value: unknown, environment: Environment): Filled {
  const filling: Filling = { environment, used: new Map(), findings: [] };
  return {
    value: filled(value, [], filling),
    findings: filling.findings,
    withNames: (text) => withNames(text, filling.used),
  };
}

interface Filling {
  readonly environment: Environment;
  readonly used: Map<string, string>;
  readonly findings: Finding[];
}

function filled(value: unknown, path: Path, filling: Filling): unknown {
  if (isForeign(path)) return value;
  if (typeof value === 'string') return filledText(value, path, filling);
  if (Array.isArray(value))
    return value.map((item, index) => filled(item, [...path, index], filling));
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([key, inner]) => {
    return [key, filled(inner, [...path, key], filling)];
  });
  return Object.fromEntries(pairs);
}

/** In expressions and bodies, a dollar is theirs. */
function isForeign([list, , key]: Path): boolean {
  return list === 'sources' && (key === 'map' || key === 'example');
}

const VARIABLE = /\$\$|\$\{([^}]*)(\}?)/g;

function filledText(text: string, path: Path, { environment, used, findings }: Filling): string {
  return text.replace(VARIABLE, (all, name: string | undefined, end: string) => {
    if (name === undefined) return '$';
    // An empty variable is like none, as everywhere in the environment.
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (end !== '' && value) {
      used.set(name, value);
      return value;
    }
    findings.push({ path, ...(isName(name, end) ? missing(name) : misspelt()) });
    return all;
  });
}

function isName(name: string, end: string): boolean {
  return end !== '' && /^[A-Za-z_]\w*$/.test(name);
}

function misspelt(): Omit<Finding, 'path'> {
  return {
    wrong: `What begins with $\{ here is not a variable.`,
    expected: `$\{NAME} with letters, digits and underscores; $$ is a dollar`,
  };
}

function missing(name: string): Omit<Finding, 'path'> {
  return {
    wrong: `The environment has no variable ${name}.`,
    expected: `${name} in the environment in which Quell runs; $$ is a dollar`,
    example: `${name}=... quell serve`,
  };
}

/** Shorter values are no secrets, and would be found everywhere. */
const SHORTEST_SECRET = 4;

function withNames(text: string, used: ReadonlyMap<string, string>): string {
  let safe = text;
  for (const [name, value] of used) {
    if (value.length >= SHORTEST_SECRET) safe = safe.replaceAll(value, () => `$\{${name}}`);
  }
  return safe;
}
