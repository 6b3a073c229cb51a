import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
  type Document as YamlDocument,
} from 'yaml';
import type { Path, Spot } from '../fault.ts';
import { isTooLarge } from './limits.ts';
import { maskedText } from './secrets.ts';
import {
  isUnclosedQuote,
  type SyntaxFault,
  saidFault,
  syntaxFault,
  unclosedQuote,
} from './syntax.ts';

/** A YAML text with the places of its values. */
export interface YamlText {
  /** What it says, as plain values. */
  readonly value: unknown;
  /** Faults of the writing. Where they are not `mendable`, the value is not to be trusted. */
  readonly faults: readonly SyntaxFault[];
  /** Where the value, or its key, stands: the nearest thing around it where it is not there. */
  spotOf(path: Path, onKey?: boolean): Spot;
  /** Where characters stand. */
  spotAt(from: number, to: number): Spot;
  /** A line as it is written, without secrets. */
  line(number: number): string;
}

/** So many aliases are enough for people; more of them is an attack. */
const MOST_ALIASES = 100;

const OPTIONS = { merge: true, stringKeys: true, prettyErrors: false, logLevel: 'error' } as const;

/** Reads a YAML text; never throws. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parse(text, lines);
  if (!document) return unreadable(text, [nested(text)]);
  const faults = [...document.errors, ...document.warnings].map((error) =>
    faultOf(error, document),
  );
  const { value, fault } = plainValue(document);
  if (fault) faults.push(fault);
  const masked = maskedText(text, document).split('\n');
  const spotAt = (from: number, to: number) => spotOfRange(lines, masked, [from, to]);
  return {
    value,
    faults,
    spotAt,
    spotOf: (path, onKey = false) => spotAt(...rangeOf(document, path, onKey)),
    line: (number) => masked[number - 1] ?? '',
  };
}

/** Of a quote that is not closed, the library tells where the text ends that it should have closed. */
function faultOf(error: YAMLError, document: YamlDocument.Parsed): SyntaxFault {
  if (!isUnclosedQuote(error)) return syntaxFault(error);
  let begin = error.pos[0];
  visit(document, {
    Scalar: (_, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[1] === error.pos[0]) begin = range[0];
    },
  });
  return unclosedQuote(begin);
}

function parse(text: string, lineCounter: LineCounter): YamlDocument.Parsed | undefined {
  try {
    return parseDocument(text, { ...OPTIONS, lineCounter });
  } catch (error) {
    // The parser calls itself for what is nested, and runs out of stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function unreadable(text: string, faults: readonly SyntaxFault[]): YamlText {
  const [first = ''] = text.split('\n');
  const spot = { line: 1, column: 1, width: 1 };
  return {
    value: undefined,
    faults,
    spotOf: () => spot,
    spotAt: () => spot,
    line: () => first.slice(0, 80),
  };
}

function nested(text: string): SyntaxFault {
  return {
    from: 0,
    to: Math.min(1, text.length),
    wrong: 'The file is nested too deep, or says too much.',
    expected: 'a configuration that people can read',
    example: '',
    mendable: false,
  };
}

function plainValue(document: YamlDocument.Parsed): { value: unknown; fault?: SyntaxFault } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return isTooLarge(value) ? { value: undefined, fault: nested(' ') } : { value };
  } catch (error) {
    // What the library throws for an alias that leads nowhere, to itself, or to too much.
    if (
      error instanceof ReferenceError ||
      error instanceof RangeError ||
      error instanceof TypeError
    )
      return { value: undefined, fault: aliasFault(document) };
    throw error;
  }
}

/** Which alias it is that leads nowhere; else there are too many of them. */
function aliasFault(document: YamlDocument.Parsed): SyntaxFault {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias) });
  const lost = aliases.find((alias) => alias.resolve(document) === undefined);
  const [from = 0, to = 1] = (lost ?? aliases[0])?.range ?? [];
  return lost ? saidFault('BAD_ALIAS', from, to) : { ...nested(' '), from, to, wrong: ALIASES };
}

const ALIASES = `The aliases (*name) stand for themselves, or for over ${MOST_ALIASES} values.`;

type Range = readonly [from: number, to: number];

function rangeOf(document: YamlDocument.Parsed, path: Path, onKey: boolean): Range {
  let node: Node | null = document.contents;
  let range = rangeOfNode(node) ?? [0, 1];
  for (const [depth, step] of path.entries()) {
    const found = childOf(resolved(document, node), step);
    if (!found) return range;
    node = found.value;
    const own = rangeOfNode(node);
    const isWanted = onKey && depth === path.length - 1;
    range = (isWanted ? found.key : (own ?? found.key)) ?? range;
  }
  return range;
}

interface Child {
  readonly key: Range | undefined;
  readonly value: Node | null;
}

function childOf(node: Node | undefined, step: string | number): Child | undefined {
  if (isSeq(node)) return { key: undefined, value: nodeOrNull(node.items[Number(step)]) };
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
  return pair && { key: rangeOfNode(nodeOrNull(pair.key)), value: nodeOrNull(pair.value) };
}

function resolved(document: YamlDocument.Parsed, node: Node | null): Node | undefined {
  return (isAlias(node) ? node.resolve(document) : node) ?? undefined;
}

function nodeOrNull(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

/** A value that is missing has a place of no width; its key says more. */
function rangeOfNode(node: Node | null): Range | undefined {
  const [from, to] = node?.range ?? [0, 0];
  return to > from ? [from, to] : undefined;
}

function spotOfRange(lines: LineCounter, text: readonly string[], [from, to]: Range): Spot {
  const { line, col } = lines.linePos(from);
  const rest = (text[line - 1] ?? '').length - (col - 1);
  return {
    line: Math.max(1, line),
    column: Math.max(1, col),
    width: Math.max(1, Math.min(to - from, rest)),
  };
}
