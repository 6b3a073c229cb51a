import jsonata from 'jsonata';
import { type Budget, COSTS, TooCostly } from './budget.ts';
import { OWN_FUNCTIONS } from './functions.ts';
import { unknownIn } from './names.ts';
import { parts } from './parts.ts';
import type { Sizes } from './size.ts';

/** The longest that anybody writes by hand. */
const LONGEST = 5_000;

/** Why an expression cannot be used, or failed. */
export class ExpressionFault extends Error {
  /** The character at which, counted from 0; null: not known. */
  readonly position: number | null;
  /** The name of a function that there is not; null: something else is wrong. */
  readonly unknown: string | null;

  constructor(message: string, position: number | null, unknown: string | null = null) {
    super(message);
    this.name = 'ExpressionFault';
    this.position = position;
    this.unknown = unknown;
  }
}

/** A regular expression whose time grows with the text only; throws where it cannot be had. */
interface LinearRegex {
  lastIndex: number;
  exec(text: string): RegExpExecArray | null;
}

/** How regular expressions are made, by what they would be in JavaScript. */
export type MakeRegex = (written: RegExp) => LinearRegex;

/** What evaluations cost and may cost; one for all expressions of an entry. */
export interface Means {
  readonly budget: Budget;
  readonly sizes: Sizes;
}

/** A JSONata expression that is ready. */
export interface Expression {
  /** What it makes of a value; rejects with an `ExpressionFault`. */
  evaluate(value: unknown, means: Means): Promise<unknown>;
}

/** No variable of an expression can have this name. */
const MEANS = 'the means';

/** Makes an expression ready; throws an `ExpressionFault`. https://docs.jsonata.org */
export function compile(text: string, makeRegex: MakeRegex): Expression {
  if (text.length > LONGEST) {
    throw new ExpressionFault(`It is longer than ${LONGEST} characters.`, LONGEST);
  }
  const options: jsonata.JsonataOptions = { stack: COSTS.depth, sequence: COSTS.items };
  const ready = parsed(text, options);
  refuse(ready.ast(), makeRegex);
  watch(ready);
  for (const { name, signature, run } of OWN_FUNCTIONS) {
    ready.registerFunction(name, run, signature);
  }
  return {
    async evaluate(value, means) {
      // It is read before the first pause, so that evaluations at the same time have each their own.
      options.RegexEngine = engineOf(makeRegex, means.budget);
      try {
        const result: unknown = await ready.evaluate(value, { [MEANS]: means });
        return result;
      } catch (error) {
        throw faultFrom(error);
      }
    },
  };
}

function parsed(text: string, options: jsonata.JsonataOptions): jsonata.Expression {
  try {
    return jsonata(text, options);
  } catch (error) {
    throw faultFrom(error);
  }
}

/** What is not there, such as `$eval`, which would get around the limits, and what takes no linear time. */
function refuse(ast: jsonata.ExprNode, makeRegex: MakeRegex): void {
  const unknown = unknownIn(ast);
  if (unknown) {
    const sentence = `There is no $${unknown.name}.`;
    throw new ExpressionFault(sentence, unknown.position, unknown.name);
  }
  for (const part of parts(ast)) {
    if (part.value instanceof RegExp) tryRegex(part.value, part.position, makeRegex);
  }
}

function tryRegex(written: RegExp, position: number | null, makeRegex: MakeRegex): void {
  try {
    makeRegex(written);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const why = said.replace('error parsing regexp: ', '');
    throw new ExpressionFault(`/${written.source}/ cannot be used (RE2 syntax): ${why}.`, position);
  }
}

/** Hooks that JSONata calls around each part that it evaluates; its own tests limit time and depth with them. */
const BEFORE = Symbol.for('jsonata.__evaluate_entry');
const AFTER = Symbol.for('jsonata.__evaluate_exit');

function watch(expression: jsonata.Expression): void {
  type Frame = jsonata.Environment;
  assign(expression, BEFORE, (_part: unknown, _input: unknown, frame: Frame) => {
    meansOf(frame).budget.step();
  });
  assign(expression, AFTER, (_part: unknown, _input: unknown, frame: Frame, result: unknown) => {
    meansOf(frame).sizes.check(result);
  });
}

/** JSONata binds whatever it is given, symbols too; its types know of names only. */
function assign(expression: jsonata.Expression, name: symbol, hook: unknown): void {
  expression.assign(name as unknown as string, hook);
}

/** Each evaluation is given its means under this name. */
function meansOf(frame: jsonata.Environment): Means {
  return frame.lookup(MEANS) as Means;
}

/** JSONata calls it with `new`, and uses `lastIndex` and `exec` only. */
function engineOf(makeRegex: MakeRegex, budget: Budget): RegExpConstructor {
  function Engine(written: RegExp): LinearRegex {
    const regex = makeRegex(written);
    return {
      get lastIndex() {
        return regex.lastIndex;
      },
      set lastIndex(index) {
        regex.lastIndex = index;
      },
      exec(text) {
        budget.search(Math.max(0, text.length - regex.lastIndex) + 1);
        return regex.exec(text);
      },
    };
  }
  return Engine as unknown as RegExpConstructor;
}

/** JSONata throws objects of its own: https://docs.jsonata.org/embedding-extending. */
function faultFrom(error: unknown): ExpressionFault {
  if (error instanceof ExpressionFault) return error;
  if (error instanceof TooCostly) return new ExpressionFault(error.message, null);
  const { message, position } = Object(error) as Readonly<Record<string, unknown>>;
  const said = typeof message === 'string' && message !== '' ? message : 'It fails';
  const isStack = error instanceof RangeError;
  const sentence = isStack ? 'It goes too deep, or makes a value that is too large' : said;
  return new ExpressionFault(ended(sentence), typeof position === 'number' ? position : null);
}

function ended(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
