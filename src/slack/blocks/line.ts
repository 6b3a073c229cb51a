import type { Instant } from '../../domain/time.ts';
import { escaped, plain } from './escape.ts';
import { codeSpan } from './mark-up.ts';
import { dateToken, type Format, utc } from './words.ts';

/** What Quell says in grey: as `mrkdwn`, and as a sentence without marks or full stop. */
export interface Line {
  readonly mrkdwn: string;
  readonly sentence: string;
}

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

/** A line in both its forms, from one description. */
export function line(write: (pen: Pen) => string): Line {
  return { mrkdwn: write(MRKDWN), sentence: write(SENTENCE) };
}

const LONGEST_ADDRESS = 500;

function isAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && url.length <= LONGEST_ADDRESS && URL.canParse(url);
}

function address(url: string): string {
  return escaped(url.replace(/[<>|\s]/g, encodeURIComponent));
}
