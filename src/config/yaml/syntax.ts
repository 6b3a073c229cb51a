import type { YAMLError } from 'yaml';

/** What is wrong with the writing itself. */
export interface SyntaxFault {
  readonly from: number;
  readonly to: number;
  readonly wrong: string;
  readonly expected: string;
  readonly example: string;
  /** Whether the rest of the file can be read all the same. */
  readonly mendable: boolean;
}

type Said = readonly [wrong: string, expected: string, example: string];

/** The library's own texts quote the file, which may hold a secret, and speak to programmers. */
const SAID: Readonly<Partial<Record<YAMLError['code'], Said>>> = {
  BAD_SCALAR_START: [
    'A text cannot begin with @, `, %, | or > without quotes.',
    'the text in quotes',
    'mention: "@oncall"',
  ],
  TAB_AS_INDENT: ['A tab indents this line.', 'spaces in its place, two a level', ''],
  DUPLICATE_KEY: ['This key stands here twice.', 'each key once in a map', ''],
  BAD_INDENT: [
    'This line is indented differently from those it belongs to.',
    'the same indentation for all keys of a map and all items of a list',
    'route:\n  group_wait: 30s\n  group_interval: 1m',
  ],
  BAD_ALIAS: ['This alias (*name) has no anchor (&name) before it.', 'an anchor before it', ''],
  MISSING_CHAR: [
    'A quote, bracket, brace, comma or colon is missing here, or in a line above.',
    'a quote or bracket that ends what one before it began, and a colon after a key',
    '',
  ],
  MULTIPLE_DOCS: ['The file holds several documents.', 'one document: take the --- away', ''],
  NON_STRING_KEY: ['This key is not a text.', 'a name as the key', 'channel: "#alerts"'],
  TAG_RESOLVE_FAILED: ['This tag (!name) means nothing here.', 'a value without a tag', ''],
  BAD_DQ_ESCAPE: [
    'A backslash stands before a character that it cannot escape in double quotes.',
    'single quotes around texts with backslashes',
    `match: ['path=~"a\\\\.b"']`,
  ],
  MULTILINE_IMPLICIT_KEY: [
    'A colon or a quote is missing, so that a key goes over several lines.',
    'a key, a colon, and its value',
    'group_wait: 30s',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'A map begins within a line that is one already.',
    'the inner keys on lines of their own, or the value in quotes',
    'title: "disk: almost full"',
  ],
  BLOCK_IN_FLOW: [
    'Lines of a block stand within brackets or braces.',
    'everything within brackets in their own form',
    'group_by: [alertname, service]',
  ],
  RESOURCE_EXHAUSTION: [
    'The file is nested too deep, or says too much.',
    'a configuration that people can read',
    '',
  ],
};

const OTHERWISE: Said = [
  'This is not YAML.',
  'a key, a colon and a value; lists with hyphens or in brackets',
  'group_wait: 30s',
];

/** The library says so where a bracket or brace is not closed before the next line. */
const NOT_CLOSED = /must be sufficiently indented and end with/;

/** The library's fault in our words. */
export function syntaxFault({ code, message, pos: [from, to] }: YAMLError): SyntaxFault {
  return saidFault(NOT_CLOSED.test(message) ? 'MISSING_CHAR' : code, from, to);
}

/** The library says so where a quote is not closed at all, or not before the text's lines end. */
const QUOTE_NOT_CLOSED = /^Missing closing ['"]quote/;

/** Whether a fault is about a quote that is not closed: it stands where the text ends then. */
export function isUnclosedQuote({ message }: YAMLError): boolean {
  return QUOTE_NOT_CLOSED.test(message);
}

/** A quote that is not closed, told of where it begins. */
export function unclosedQuote(from: number): SyntaxFault {
  return {
    from,
    to: from + 1,
    wrong: 'The quote that begins here is not closed.',
    expected: 'the same quote where the text ends',
    example: '',
    mendable: false,
  };
}

/** A fault of this kind in our words. */
export function saidFault(code: YAMLError['code'], from: number, to: number): SyntaxFault {
  const [wrong, expected, example] = SAID[code] ?? OTHERWISE;
  return { from, to, wrong, expected, example, mendable: code === 'DUPLICATE_KEY' };
}
