import type {
  Button,
  MrkdwnElement,
  PlainTextElement,
  RichTextElement,
  SectionBlock,
} from '@slack/types';
import { cut, LENGTHS } from './cut.ts';
import { escaped } from './escape.ts';

/** Words of ours, whole, without emoji. */
export function asItIs(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Marked-up text in which Slack makes no links of its own; foreign parts must be escaped. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** A paragraph of marked-up text, and a button beside it. */
export function section(text: string, accessory?: Button): SectionBlock {
  return { type: 'section', text: mrkdwn(text), ...(accessory && { accessory }) };
}

/** Foreign text as code. A backtick would end it, and there is no way to escape one. */
export function codeSpan(text: string): string {
  return `\`${escaped(text).replace(/`/g, '\u2019').replace(/\s+/g, ' ').trim() || ' '}\``;
}

/** A link in rich text; to other pages than Slack's and our own only with their host as its text, or nobody sees it. */
export function link(url: string, text: string): RichTextElement {
  return { type: 'link', url, text };
}

/** As much of a text, escaped, as there is room for: it is cut before, so that no entity is split. */
export function escapeWithin(value: string, room: number, safely = escaped): string {
  for (let limit = room; limit > 0; limit -= 20) {
    const safe = safely(cut(value, limit));
    if (safe.length <= room) return safe;
  }
  return '';
}

/** The text of a message, escaped, in as much as lock screens and screen readers have patience for. */
export function shortText(text: string): string {
  return escapeWithin(text, LENGTHS.text);
}
