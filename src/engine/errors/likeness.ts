import type { ErrorEvent, Frame, Raised } from '../../domain/error-event.ts';
import { shortened, typeOf } from '../../domain/error-text.ts';
import { type Call, callsOf } from './calls.ts';
import {
  parameterised,
  parameterisedOutsideQuotes,
  saysSomething,
  withoutNames,
} from './parameterised.ts';

/** What makes an error like others: a text that is equal for those, and a sentence about it. */
export interface Likeness {
  readonly key: string;
  readonly because: string;
}

/** The first rules, `e1`: its calls, else the types and values of its exceptions, else its logger and what it says. */
export function likenessOf(event: ErrorEvent): Likeness {
  const raised = event.chain.filter((each) => typeOf(each) !== '' || each.frames.length > 0);
  if (raised.some(({ frames }) => frames.length > 0)) return byCalls(raised);
  return raised.length > 0 ? byValues(raised) : byMessage(event);
}

function byCalls(raised: readonly Raised[]): Likeness {
  const isOwn = raised.some(({ frames }) => frames.some(({ inApp }) => inApp));
  const stacks = raised.map(({ frames }) => callsOf(isOwn ? frames.filter(isInApp) : frames));
  const keys = raised.map(
    (each, index) => `${typeOrWords(each)}@${stacks[index]?.map(({ key }) => key).join('>')}`,
  );
  return {
    key: `stack\0${once(keys).join('\0')}`,
    because: `Alike are ${typesOf(raised)}${wordsOf(raised)} raised from ${whichCalls(stacks.flat(), isOwn)}.`,
  };
}

/** Messages without a type come through one helper of the program: there the calls say nothing. */
function typeOrWords(each: Raised): string {
  return typeOf(each) || withoutNames(parameterised(each.value));
}

/** What those say that are told apart by their words. */
function wordsOf(raised: readonly Raised[]): string {
  const last = raised.findLast((each) => typeOf(each) === '' && each.value !== '');
  return last ? ` that say ${shortened(parameterised(last.value), 120)},` : '';
}

function byValues(raised: readonly Raised[]): Likeness {
  const values = raised.map(({ value }) => parameterised(value));
  const keys = raised.map((each, index) => `${typeOf(each)}:${withoutNames(values[index] ?? '')}`);
  const value = values.findLast((text) => text !== '');
  const saying = value ? ` that say ${shortened(value, 120)}` : '';
  return {
    key: `value\0${once(keys).join('\0')}`,
    because: `It has no stack: alike are ${typesOf(raised)}${saying}.`,
  };
}

function byMessage(event: ErrorEvent): Likeness {
  const text = spokenOf(event);
  const by = event.logger ? `of the logger ${shortened(event.logger, 80)}` : 'without a logger';
  const saying = text ? `with the text ${shortened(text, 120)}` : 'without a text';
  return {
    key: `message\0${event.logger}\0${withoutNames(text)}`,
    because: `It has no stack: alike are errors ${by} ${saying}.`,
  };
}

/** What the template says, or else the message: `%s: %s` fits everything. */
function spokenOf({ template, message, chain }: ErrorEvent): string {
  const said = message || (chain.at(-1)?.value ?? '');
  return (
    [template, said].map(parameterised).find(saysSomething) ?? parameterisedOutsideQuotes(said)
  );
}

/** Without what equals the one before it: how often something was tried again does not matter. */
function once(keys: readonly string[]): readonly string[] {
  return keys.filter((key, index) => key !== keys[index - 1]);
}

function isInApp({ inApp }: Frame): boolean {
  return inApp;
}

function typesOf(raised: readonly Raised[]): string {
  const types = once(raised.map((each) => shortened(typeOf(each), 60))).filter((type) => type);
  if (types.length === 0) return 'errors without a type';
  const shown = types.length > 3 ? ['…', ...types.slice(-3)] : types;
  return `errors of the type${types.length > 1 ? 's' : ''} ${shown.join(' ← ')}`;
}

function whichCalls(calls: readonly Call[], isOwn: boolean): string {
  const names = once(calls.map(({ name }) => shortened(name || '?', 40)));
  const path = [...(names.length > 3 ? ['…'] : []), ...names.slice(-3)].join(' > ');
  const count = names.length === 1 ? 'the same call' : `the same ${names.length} calls`;
  return `${count} of ${isOwn ? 'the program' : 'its libraries'}: ${path}`;
}
