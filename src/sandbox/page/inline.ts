import { formatDate } from './dates.ts';
import { h } from './dom.ts';
import { emoji } from './emoji.ts';
import { asRecord, asText } from './json.ts';
import { messageLink, safeUrl } from './links.ts';
import { type Markup, parseMrkdwn } from './mrkdwn.ts';
import type { Page } from './page.ts';
import { channelOf, dateView, groupName, userOf } from './people.ts';
import { showMessage } from './travel.ts';

type Node = Element | string;

const TAGS = { bold: 'b', italic: 'em', strike: 's', quote: 'blockquote' } as const;

/** Slack's markup drawn: text stays text, whatever it says. */
export function mrkdwn(page: Page, source: string): readonly Node[] {
  return drawMarkup(page, parseMrkdwn(source));
}

function drawMarkup(page: Page, nodes: readonly Markup[]): readonly Node[] {
  return nodes.flatMap((node) => drawNode(page, node));
}

function drawNode(page: Page, node: Markup): readonly Node[] {
  switch (node.kind) {
    case 'text':
      return lines(node.text);
    case 'code':
      return [code(node.text)];
    case 'pre':
      return [h('pre', {}, node.text)];
    case 'emoji':
      return [emoji(node.text)];
    case 'link':
      return [link(page, node.url, drawMarkup(page, node.children))];
    case 'date':
      return [date(page, node)];
    case 'bold':
    case 'italic':
    case 'strike':
    case 'quote':
      return [h(TAGS[node.kind], {}, ...drawMarkup(page, node.children))];
    default:
      return [mention(page, node.kind, node.id, node.label)];
  }
}

/** One of Slack's text objects drawn: `mrkdwn`, or plain text with its emoji codes. */
export function words(page: Page, value: unknown): readonly Node[] {
  const object = asRecord(value);
  const text = asText(object['text']);
  if (object['type'] === 'mrkdwn') {
    return mrkdwn(page, text);
  }
  return object['emoji'] === true ? withEmoji(text) : lines(text);
}

function withEmoji(text: string): readonly Node[] {
  const pieces = text.split(/:([a-z0-9_+-]+):/);
  return pieces.flatMap((piece, index) => (index % 2 === 1 ? [emoji(piece)] : lines(piece)));
}

/** Text with its line breaks. */
export function lines(text: string): readonly Node[] {
  return text
    .split('\n')
    .flatMap((line, index) => (index === 0 ? whole(line) : [h('br'), ...whole(line)]));
}

// INC-12 must not be torn apart at its hyphen.
function whole(line: string): readonly Node[] {
  const pieces = line.split(/\b([A-Z]{2,8}-\d+)\b/);
  return pieces
    .map((piece, index) => (index % 2 === 1 ? h('span', { class: 'whole' }, piece) : piece))
    .filter((piece) => piece !== '');
}

/** Code; block elements become a small curve, which no font can tilt. */
export function code(text: string): Element {
  return /^[▁▂▃▄▅▆▇█]+$/.test(text) ? spark(text) : h('code', {}, text);
}

function spark(text: string): Element {
  const bars = [...text].map((bar) => h('i', { class: `h${'▁▂▃▄▅▆▇█'.indexOf(bar) + 1}` }));
  return h('span', { class: 'spark', role: 'img', 'aria-label': 'small curve' }, ...bars);
}

/** A link that opens outside, or shows the message it leads to; what isn't a web address stays text. */
export function link(page: Page, url: string, children: readonly Node[]): Element {
  const href = safeUrl(url);
  if (href === undefined) {
    return h('span', {}, ...children);
  }
  const target = messageLink(href);
  const inside = target && isHere(page, href, target.channel) ? target : undefined;
  const follow = (event: Event): void => {
    if (inside) {
      event.preventDefault();
      showMessage(page, inside);
    }
  };
  const attributes = { href, target: '_blank', rel: 'noopener noreferrer', onclick: follow };
  return h('a', { ...attributes, class: isShortWord(children) ? 'whole' : undefined }, ...children);
}

// Also a link of this very workspace to a channel that is gone: there is nothing else that could show it.
function isHere(page: Page, href: string, channel: string): boolean {
  return channelOf(page, channel) !== undefined || new URL(href).origin === location.origin;
}

// A name or a number in a link stays in one piece too.
function isShortWord([first, ...others]: readonly Node[]): boolean {
  return typeof first === 'string' && others.length === 0 && /^\S{1,16}$/.test(first);
}

/** A date written for the acting user; the fallback is shown on pointing. */
export function date(
  page: Page,
  token: {
    readonly seconds: number;
    readonly format: string;
    readonly url: string;
    readonly fallback: string;
  },
): Element {
  const text = formatDate(token.seconds, token.format, dateView(page));
  const time = h('time', { title: token.fallback || undefined }, text);
  return token.url ? link(page, token.url, [time]) : time;
}

/** A mention of somebody, a group or a channel. */
export function mention(page: Page, kind: string, id: string, label = ''): Element {
  return h('span', { class: 'mention' }, mentionText(page, kind, id) ?? (label || id));
}

function mentionText(page: Page, kind: string, id: string): string | undefined {
  switch (kind) {
    case 'user': {
      const user = userOf(page, id);
      return user && `@${user.real_name || user.name}`;
    }
    case 'channel': {
      const channel = channelOf(page, id);
      return channel && `#${channel.name}`;
    }
    case 'group': {
      const handle = groupName(page, id);
      return handle && `@${handle.replace(/^@/, '')}`;
    }
    default:
      return undefined;
  }
}
