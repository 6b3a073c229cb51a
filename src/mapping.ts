import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import { LinearRegExp } from './linear-regex.ts';
import { compile, type MakeRegex } from './sources/mapping/expression.ts';
import { type MappingTexts, mappingOf } from './sources/mapping/mapping.ts';
import type { Source } from './sources/source.ts';

const makeRegex: MakeRegex = (written) => new LinearRegExp(written);

/** Reads an expression of a mapping only to see whether it is one; throws an `ExpressionFault`. */
export function checkExpression(text: string): void {
  compile(text, makeRegex);
}

/** The source with bodies that are translated by a mapping first. */
export function mappedSource(source: Source, texts: MappingTexts, clock: Clock): Source {
  const breathe = () => endOfTurn();
  const { translate } = mappingOf(texts, { makeRegex, now: clock.now, breathe });
  return { ...source, translate };
}
