import type { Instant } from '../../domain/time.ts';
import { escaped, plain } from './escape.ts';
import { codeSpan } from './mark-up.ts';
import { dateToken, type Format, utc } from './words.ts';

/** What Quell says in grey: as `mrkdwn`, and as a sentence without marks or full stop. */
export interface Line {
  readonly mrkdwn: string;
  readonly sentence: string;
  /** The sentence, for where moments are shown in the zone of whoever reads. */
  readonly parts: readonly SentencePart[];
}

/** A piece of a sentence: words, or a moment. */
type SentencePart = string | { readonly at: Instant; readonly format: Format };

/** How the parts of a line are written in one of its two forms. */
export interface Pen {
  /** A mark; only where marks are shown. */
  mark(emoji: string): string;
  /** What others wrote. */
  foreign(text: string): string;
  /** A name or a word that counts. */
  bold(text: string): string;
  /** An identifier. */
  code(text: string): string;
  at(moment: Instant, format: Format): string;
  /** A link to a message in Slack; its text alone where the address is none. */
  link(url: string, text: string): string;
}

const MRKDWN: Pen = {
  mark: (emoji) => `:${emoji}: `,
  foreign: plain,
  bold: (text) => `*${plain(text)}*`,
  code: codeSpan,
  at: dateToken,
  link: (url, text) =>
    isAddress(url) ? `<${address(url)}|${plain(text.replaceAll('|', '/'))}>` : plain(text),
};

const SENTENCE: Pen = {
  mark: () => '',
  foreign: (text) => text,
  bold: (text) => text,
  code: (text) => text,
  at: utc,
  link: (_url, text) => text,
};

/** A line in all its forms, from one description. */
export function line(write: (pen: Pen) => string): Line {
  return { mrkdwn: write(MRKDWN), sentence: write(SENTENCE), parts: partsOf(write) };
}

/** Stands on both sides of a moment's place in a list. */
const MARK = '\0';

function partsOf(write: (pen: Pen) => string): readonly SentencePart[] {
  const moments: SentencePart[] = [];
  const unmarked = (text: string) => text.replaceAll(MARK, '');
  const words = write({
    ...SENTENCE,
    foreign: unmarked,
    bold: unmarked,
    code: unmarked,
    link: (_url, text) => unmarked(text),
    at: (at, format) => `${MARK}${moments.push({ at, format }) - 1}${MARK}`,
  });
  return words.split(MARK).flatMap((piece, place) => {
    const part = place % 2 === 0 ? piece : moments[Number(piece)];
    return part === undefined || part === '' ? [] : [part];
  });
}

const LONGEST_ADDRESS = 500;

function isAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && url.length <= LONGEST_ADDRESS && URL.canParse(url);
}

function address(url: string): string {
  return escaped(url.replace(/[<>|\s]/g, encodeURIComponent));
}
