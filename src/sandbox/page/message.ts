import type { PageMessage } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { drawBlocks } from './blocks/index.ts';
import { leadingEmoji } from './blocks/rich-text.ts';
import { clockTime, dayNumber } from './dates.ts';
import { h, icon } from './dom.ts';
import { markTone } from './emoji.ts';
import { walkAlong } from './focus.ts';
import { mrkdwn } from './inline.ts';
import { messageTools } from './message-tools.ts';
import { flatten, parseMrkdwn } from './mrkdwn.ts';
import type { Page } from './page.ts';
import { dateView, millis, userName, userOf } from './people.ts';
import { drawReactions } from './reactions.ts';
import { repliesButton, replyCount } from './replies.ts';
import type { Scene } from './scene.ts';

/** A message and how it stands in its list. */
export interface Entry {
  readonly message: PageMessage;
  /** Whether it follows another of the same sender within a minute. */
  readonly more: boolean;
}

/** Draws a message of a channel, with its tools and the way to its thread. */
export function drawMessage(page: Page, { message, more }: Entry): Element {
  const tools = message.ephemeral ? undefined : messageTools(page, message);
  const article = h(
    'article',
    { 'aria-label': spokenText(message), tabindex: -1, 'data-key': `message:${message.ts}` },
    more ? h('div', { class: 'vh' }, senderAndTime(page, message)) : who(page, message),
    messageBody(page, message),
    drawReactions(page, message),
    replyCount(page, message) > 0 && repliesButton(page, message),
    tools,
  );
  if (tools) {
    walkAlong(article, tools);
  }
  const classes = ['msg', ...messageClasses(page, message), more ? 'more' : ''];
  return h(
    'li',
    { class: classes.join(' ') },
    more ? undefined : avatar(page, message.user),
    article,
  );
}

/** What a message says: its blocks, or its text when it has none. */
export function messageBody(page: Page, message: PageMessage): Element {
  const only = message.ephemeral ? onlyYou() : undefined;
  const parts =
    message.blocks.length > 0
      ? drawBlocks(messageScene(page, message), message.blocks)
      : [h('div', { class: 'b-rich' }, ...mrkdwn(page, message.text), edited(message))];
  return h('div', { class: 'blocks' }, only, ...parts);
}

/** The scene of a message's elements. */
function messageScene(page: Page, message: PageMessage): Scene {
  const holder = { type: 'message', channel: message.channel, ts: message.ts } as const;
  return { page, holder, values: {}, errors: {} };
}

/** What a screen reader says of a message: its fallback text, without markup. */
export function spokenText(message: PageMessage): string {
  return flatten(parseMrkdwn(message.text)).slice(0, 300);
}

/** What else than the message itself decides how it is drawn. */
export function messageSignature(page: Page, { message, more }: Entry): string {
  const { look, state } = page;
  const open = isOpenThread(page, message);
  return JSON.stringify([
    message,
    more,
    open,
    replyCount(page, message),
    look.as,
    state.bot,
    dayOf(page),
  ]);
}

/** The line over a message: who, and when. */
export function who(page: Page, message: PageMessage): Element {
  return h(
    'div',
    { class: 'who' },
    h('b', {}, userName(page, message.user)),
    isByApp(page, message) ? h('span', { class: 'app' }, 'app') : undefined,
    h('time', {}, timeOf(page, message)),
  );
}

/** The time of a message for the acting user. */
export function timeOf(page: Page, message: PageMessage): string {
  return clockTime(millis(message.ts), dateView(page).tz);
}

function messageClasses(page: Page, message: PageMessage): readonly string[] {
  const tone = markTone(leadingEmoji(message.blocks[0] ?? {}));
  return [
    isByApp(page, message) && message.blocks.length > 0 ? '' : 'plain',
    tone === 'over' ? 'over' : '',
    message.ephemeral ? 'ephemeral' : '',
    isOpenThread(page, message) ? 'open-thread' : '',
  ];
}

function isByApp(page: Page, message: PageMessage): boolean {
  return message.user === page.state.bot || userOf(page, message.user)?.is_bot === true;
}

function isOpenThread({ look }: Page, message: PageMessage): boolean {
  return look.thread === message.ts && look.threadChannel === message.channel;
}

function onlyYou(): Element {
  return h('p', { class: 'only' }, icon('lock', 13), 'Only visible to you');
}

function edited(message: PageMessage): Element | undefined {
  return message.edited ? h('span', { class: 'edited grey' }, ' (edited)') : undefined;
}

function senderAndTime(page: Page, message: PageMessage): string {
  return `${userName(page, message.user)}, ${timeOf(page, message)}`;
}

// A date that reads "Today" must be written anew tomorrow.
function dayOf(page: Page): number {
  const { now, tz } = dateView(page);
  return dayNumber(now, tz);
}
