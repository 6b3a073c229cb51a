import type {
  ActionsBlock,
  Button,
  ContextBlock,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  RichTextBlockElement,
  RichTextDate,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextQuote,
  RichTextSection,
  StaticSelect,
} from '@slack/types';
import type { Instant } from '../../domain/time.ts';
import { cut, LENGTHS } from './cut.ts';
import { type Format, utc } from './words.ts';

/** Text without any mark-up. */
function plainText(value: string): PlainTextElement {
  return { type: 'plain_text', text: cut(value, LENGTHS.label), emoji: false };
}

/** Text in which nothing becomes a mention, a link or a format; Slack takes none that is empty. */
export function text(value: string): RichTextElement {
  return { type: 'text', text: shown(value) };
}

/** Slack takes neither an empty text nor half of a character. */
function shown(value: string): string {
  return value === '' ? ' ' : value.toWellFormed();
}

export function bold(value: string): RichTextElement {
  return { type: 'text', text: shown(value), style: { bold: true } };
}

/** An identifier, such as a host or a label. */
export function code(value: string): RichTextElement {
  return { type: 'text', text: shown(value), style: { code: true } };
}

export function emoji(name: string): RichTextElement {
  return { type: 'emoji', name };
}

/** A moment in the zone of whoever reads. */
export function moment(at: Instant, format: Format): RichTextDate {
  return {
    type: 'date',
    timestamp: Math.floor(at / 1_000),
    format,
    fallback: utc(at, format),
  };
}

/** A moment that must not be overlooked. */
export function boldMoment(at: Instant, format: Format): RichTextElement {
  return { ...moment(at, format), style: { bold: true } };
}

/** A call to somebody. */
export function userMention(id: string): RichTextElement {
  return { type: 'user', user_id: id };
}

/** Lines in one section: whether two sections start on two lines is left to no client. */
export function lines(...rows: readonly (readonly RichTextElement[])[]): RichTextSection {
  const shown = rows.filter((row) => row.length > 0);
  const elements = shown.flatMap((row, place) => (place === 0 ? row : [text('\n'), ...row]));
  return { type: 'rich_text_section', elements };
}

export function bullets(rows: readonly (readonly RichTextElement[])[]): RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: rows.map((row) => lines(row)) };
}

/** Steps, in their order. */
export function numbered(rows: readonly (readonly RichTextElement[])[]): RichTextList {
  return { ...bullets(rows), style: 'ordered' };
}

/** Lines to be copied as they are. */
export function preformatted(words: string): RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown(words) }] };
}

/** What a person wrote. */
export function quote(words: string): RichTextQuote {
  return { type: 'rich_text_quote', elements: [text(words)] };
}

export function rich(...elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

/** Grey lines in Slack's mark-up; what others wrote must be escaped already. */
export function context(...mrkdwn: readonly string[]): ContextBlock {
  return {
    type: 'context',
    elements: mrkdwn.map((line) => ({ type: 'mrkdwn', text: line, verbatim: true })),
  };
}

export function actions(blockId: string, ...elements: ActionsBlock['elements']): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements };
}

/** What a button does, and what a screen reader says of it. */
export interface ButtonWords {
  readonly text: string;
  readonly action: string;
  readonly value: string;
  readonly label: string;
  readonly primary?: boolean;
}

export function button({ text: shown, action, value, label, primary }: ButtonWords): Button {
  return {
    type: 'button',
    text: plainText(shown),
    action_id: action,
    value,
    accessibility_label: cut(label, LENGTHS.label),
    ...(primary ? { style: 'primary' as const } : {}),
  };
}

/** One of the choices of a select. */
export function option(shown: string, value: string): PlainTextOption {
  return { text: plainText(shown), value };
}

/** A menu that shows its name. */
export function select(
  name: string,
  action: string,
  options: readonly PlainTextOption[],
): StaticSelect {
  return {
    type: 'static_select',
    placeholder: plainText(name),
    action_id: action,
    options: [...options],
  };
}

/** A menu whose choices come in groups. */
export function groupedSelect(
  name: string,
  action: string,
  groups: Readonly<Record<string, readonly PlainTextOption[]>>,
): StaticSelect {
  return {
    type: 'static_select',
    placeholder: plainText(name),
    action_id: action,
    option_groups: Object.entries(groups).map(([label, options]) => ({
      label: plainText(label),
      options: [...options],
    })),
  };
}
