import { TooCostly } from './budget.ts';

/** More than this no text is filled up to. */
const WIDEST = 10_000;

/** A function of JSONata that we replace, with its signature: https://docs.jsonata.org/embedding-extending. */
export interface OwnFunction {
  readonly name: string;
  readonly signature: string;
  readonly run: (...given: readonly unknown[]) => unknown;
}

/** Those of JSONata that could take for ever, or all memory, in one step. */
export const OWN_FUNCTIONS: readonly OwnFunction[] = [
  { name: 'pad', signature: '<s-ns?:s>', run: (text, width, fill) => pad(text, width, fill) },
  { name: 'distinct', signature: '<x:x>', run: distinct },
  { name: 'toMillis', signature: '<s-s?:n>', run: toMillis },
];

function pad(text: unknown, width: unknown, fill: unknown): unknown {
  if (typeof text !== 'string' || typeof width !== 'number') return undefined;
  if (Math.abs(width) > WIDEST) throw new TooCostly(`$pad fills up to ${WIDEST} characters.`);
  const missing = Math.max(0, Math.trunc(Math.abs(width)) - [...text].length);
  const one = typeof fill === 'string' && fill !== '' ? [...fill] : [' '];
  const padding = Array.from({ length: missing }, (_, index) => one[index % one.length]).join('');
  return width > 0 ? text + padding : padding + text;
}

/** Each by itself, where JSONata compares each with each. */
function distinct(values: unknown): unknown {
  if (!Array.isArray(values) || values.length < 2) return values;
  const first = new Map<string, unknown>();
  for (const value of values) {
    const text = textOf(value);
    if (!first.has(text)) first.set(text, value);
  }
  return [...first.values()];
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    const isObject = typeof part === 'object' && part !== null && !Array.isArray(part);
    return isObject ? Object.fromEntries(Object.entries(part).sort()) : part;
  });
}

/** Its pictures become regular expressions that can take for ever: https://github.com/jsonata-js/jsonata/issues/833. */
function toMillis(text: unknown, picture: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  if (picture !== undefined) throw new TooCostly('$toMillis takes no picture here.');
  const at = /^[\dTZ:.+-]{4,40}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new TooCostly(`$toMillis reads ISO 8601 times only.`);
  return at;
}
