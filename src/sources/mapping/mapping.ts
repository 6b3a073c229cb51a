import { isFields, kindOf, titleText } from '../fields.ts';
import { json } from '../json.ts';
import { type Note, type Origin, type Parsed, PayloadRejected, type Rejection } from '../source.ts';
import { Budget } from './budget.ts';
import {
  compile,
  type Expression,
  ExpressionFault,
  type MakeRegex,
  type Means,
} from './expression.ts';
import { Sizes } from './size.ts';
import { unreadAlert } from './unread.ts';
import { entryOf, type Made } from './values.ts';

/** Expressions by what they make. */
type Texts = Readonly<Record<string, string>>;

/** How the fields of a body become an alert, as JSONata: https://docs.jsonata.org. */
export interface MappingTexts {
  /** Those of an alert; `title` is always there. */
  readonly fields: Texts;
  readonly labels: Texts;
  readonly annotations: Texts;
}

/** What a mapping needs of its surroundings. */
export interface MappingDeps {
  readonly makeRegex: MakeRegex;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  /** Lets others do something in between. */
  readonly breathe: () => Promise<void>;
}

/** A mapping that is ready. */
export interface Mapping {
  /** The alerts of a body; rejects with `PayloadRejected` and nothing else. */
  translate(payload: unknown, origin: Origin): Promise<Parsed>;
}

/** More entries take too long, one by one. */
const MOST_ENTRIES = 1_000;
/** How long others wait at most, and a body as a whole takes, in milliseconds. */
const BREATH = 10;
const LONGEST = 2_000;

/** Makes a mapping ready; its expressions were checked before. */
export function mappingOf(texts: MappingTexts, deps: MappingDeps): Mapping {
  const expressions = compiled(texts, deps.makeRegex);
  return {
    async translate(payload, origin) {
      const entries = entriesOf(payload);
      const turn = turnsOf(deps);
      const read: Parsed[] = [];
      for (const [index, entry] of entries.entries()) {
        const isLate = await turn();
        read.push(await one(expressions, { entry, index, origin, deps, isLate }));
      }
      return together(read);
    },
  };
}

function entriesOf(payload: unknown): readonly unknown[] {
  if (!Array.isArray(payload)) return [payload];
  if (payload.length <= MOST_ENTRIES) return payload;
  const text = `There are ${payload.length} entries; a mapping takes at most ${MOST_ENTRIES} at once.`;
  throw new PayloadRejected('malformed', text);
}

/** Waits where others waited too long; answers whether the body takes too long as a whole. */
function turnsOf({ now, breathe }: MappingDeps): () => Promise<boolean> {
  const start = now();
  let last = start;
  return async () => {
    if (now() - last > BREATH) {
      await breathe();
      last = now();
    }
    return now() - start > LONGEST;
  };
}

type Compiled = Readonly<Record<keyof MappingTexts, readonly (readonly [string, Expression])[]>>;

function compiled({ fields, labels, annotations }: MappingTexts, makeRegex: MakeRegex): Compiled {
  const all = (texts: Texts) =>
    Object.entries(texts).map(([name, text]) => [name, compile(text, makeRegex)] as const);
  return { fields: all(fields), labels: all(labels), annotations: all(annotations) };
}

interface Given {
  readonly entry: unknown;
  readonly index: number;
  readonly origin: Origin;
  readonly deps: MappingDeps;
  readonly isLate: boolean;
}

async function one(expressions: Compiled, given: Given): Promise<Parsed> {
  const { entry, index, origin } = given;
  try {
    const { entry: made, notes } = entryOf(await madeOf(expressions, given));
    if (titleText(made.title) === '') throw new ExpressionFault(NO_TITLE, null);
    const parsed = json.parse([made], origin);
    return { ...parsed, notes: notes.map((note) => ({ index, note })) };
  } catch (error) {
    const fault = reasonOf(error);
    const note = `The mapping cannot read it, so it was kept as it is. ${fault}`;
    const alerts = [unreadAlert(entry, origin, fault)];
    return { alerts, rejected: [], notes: [{ index, note }] };
  }
}

const NO_TITLE = 'title: It gives nothing, and names what is wrong.';

/** Why an entry cannot be read; what is no fault of a mapping or a body is thrown on. */
function reasonOf(error: unknown): string {
  if (error instanceof ExpressionFault) return error.message;
  if (error instanceof RangeError) return 'It is nested too deeply.';
  throw error;
}

async function madeOf(expressions: Compiled, { entry, deps, isLate }: Given): Promise<Made> {
  if (!isFields(entry)) throw new ExpressionFault(`It is ${kindOf(entry)}, and no object.`, null);
  if (isLate) throw new ExpressionFault(`The body takes longer than ${LONGEST} ms.`, null);
  const means: Means = { budget: new Budget(deps.now), sizes: new Sizes() };
  return {
    fields: await valuesOf('', expressions.fields, { entry, means }),
    labels: await valuesOf('labels.', expressions.labels, { entry, means }),
    annotations: await valuesOf('annotations.', expressions.annotations, { entry, means }),
  };
}

async function valuesOf(
  within: string,
  expressions: readonly (readonly [string, Expression])[],
  { entry, means }: { readonly entry: unknown; readonly means: Means },
): Promise<Readonly<Record<string, unknown>>> {
  const values: [string, unknown][] = [];
  for (const [name, expression] of expressions) {
    try {
      values.push([name, await expression.evaluate(entry, means)]);
    } catch (error) {
      if (!(error instanceof ExpressionFault)) throw error;
      throw new ExpressionFault(`${within}${name}: ${error.message}`, error.position);
    }
  }
  return Object.fromEntries(values);
}

function together(all: readonly Parsed[]): Parsed {
  const notes: readonly Note[] = all.flatMap((each) => each.notes ?? []);
  const rejected: readonly Rejection[] = all.flatMap((each, index) =>
    each.rejected.map(({ reason }) => ({ index, reason })),
  );
  const alerts = all.flatMap((each) => each.alerts);
  return { alerts, rejected, ...(notes.length > 0 && { notes }) };
}
