import { parts } from './parts.ts';

/** What JSONata has: https://docs.jsonata.org/string-functions and the pages beside it. */
export const FUNCTIONS: readonly string[] = [
  ...['string', 'length', 'substring', 'substringBefore', 'substringAfter', 'uppercase'],
  ...['lowercase', 'trim', 'pad', 'contains', 'split', 'join', 'match', 'replace'],
  ...['base64encode', 'base64decode', 'encodeUrlComponent', 'encodeUrl', 'decodeUrlComponent'],
  ...['decodeUrl', 'number', 'abs', 'floor', 'ceil', 'round', 'power', 'sqrt', 'random'],
  ...['formatNumber', 'formatBase', 'formatInteger', 'parseInteger', 'sum', 'max', 'min'],
  ...['average', 'boolean', 'not', 'exists', 'count', 'append', 'sort', 'reverse', 'shuffle'],
  ...['distinct', 'zip', 'keys', 'lookup', 'spread', 'merge', 'sift', 'each', 'error', 'assert'],
  ...['type', 'now', 'millis', 'fromMillis', 'toMillis', 'map', 'filter', 'single', 'reduce'],
  'clone',
];

/** A variable that nothing gives a value, with the character at which it stands. */
export interface Unknown {
  readonly name: string;
  readonly position: number | null;
}

/** The first variable of an expression that is no function of JSONata, and that the expression does not set. */
export function unknownIn(tree: unknown): Unknown | undefined {
  const all = parts(tree);
  const set = new Set(all.flatMap(({ sets }) => sets));
  for (const { type, value, position } of all) {
    if (type !== 'variable' || typeof value !== 'string') continue;
    // The context and the whole body.
    const isKnown = ['', '$', ...FUNCTIONS].includes(value) || set.has(value);
    if (!isKnown) return { name: value, position };
  }
  return undefined;
}
