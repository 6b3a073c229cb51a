import { Document, isScalar, isSeq, visit } from 'yaml';

const LONGEST_LINE = 60;

/** A key and its value as people would write them: in one line where it is short, else in several. */
export function lineOf(key: string, value: unknown): string {
  const line = `${key}: ${inlineYaml(value)}`;
  return line.length <= LONGEST_LINE ? line : written({ [key]: value }, false);
}

/** A value in one line of YAML. */
export function inlineYaml(value: unknown): string {
  return written(value, true);
}

const STYLE = { flowCollectionPadding: false, lineWidth: 0 } as const;

function written(value: unknown, inOneLine: boolean): string {
  const document = new Document(value);
  visit(document, {
    Scalar: (_, scalar) => {
      const quotes = quotesFor(scalar.value);
      if (quotes) scalar.type = quotes;
    },
    // Lists of words stay short in any case.
    Seq: (_, list) => {
      if (isSeq(list) && list.items.every(isScalar)) list.flow = true;
    },
  });
  return document.toString({ ...STYLE, collectionStyle: inOneLine ? 'flow' : 'any' }).trimEnd();
}

/** Older readers of YAML take 1:5 for a number, and people wonder about # and @: these get quotes. */
function quotesFor(value: unknown): 'QUOTE_SINGLE' | 'QUOTE_DOUBLE' | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.includes('"')) return 'QUOTE_SINGLE';
  return /[:*#@]/.test(value) ? 'QUOTE_DOUBLE' : undefined;
}
