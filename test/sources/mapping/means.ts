import { LinearRegExp } from '../../../src/linear-regex.ts';
import { Budget } from '../../../src/sources/mapping/budget.ts';
import { compile, ExpressionFault, type Means } from '../../../src/sources/mapping/expression.ts';
import { type MappingTexts, mappingOf } from '../../../src/sources/mapping/mapping.ts';
import { Sizes } from '../../../src/sources/mapping/size.ts';
import type { Origin } from '../../../src/sources/source.ts';

const makeRegex = (written: RegExp) => new LinearRegExp(written);

/** Means with a clock of which each look takes so many milliseconds. */
function meansWith(tick: number): Means {
  let time = 0;
  const now = () => {
    time += tick;
    return time;
  };
  return { budget: new Budget(now), sizes: new Sizes() };
}

/** What an expression makes of a value; time stands still unless a tick is given. */
export async function evaluated(text: string, value: unknown, tick = 0): Promise<unknown> {
  return compile(text, makeRegex).evaluate(value, meansWith(tick));
}

/** The fault of an expression, while it is read or runs; undefined: it has none. */
export async function faultOf(text: string, value: unknown = {}, tick = 0) {
  try {
    await evaluated(text, value, tick);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionFault) return error;
    throw error;
  }
}

export const ORIGIN: Origin = { name: 'nightly-jobs', resolveTimeout: null };

interface Given {
  readonly fields: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** How long each look at the clock takes, in milliseconds. */
  readonly tick?: number;
  readonly breathe?: () => void;
}

/** A mapping, with time that passes only as it is told. */
export function mapping({ fields, labels = {}, annotations = {}, tick = 0, breathe }: Given) {
  let time = 0;
  const texts: MappingTexts = { fields, labels, annotations };
  const now = () => {
    time += tick;
    return time;
  };
  return mappingOf(texts, { makeRegex, now, breathe: async () => breathe?.() });
}
