import type { PageMessage } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { boldWords, plainTitle } from './blocks/rich-text.ts';
import { makeComposer } from './composer.ts';
import { h, setText } from './dom.ts';
import { emoji } from './emoji.ts';
import { walkAlong, walkWithArrows } from './focus.ts';
import { asRecords, asText } from './json.ts';
import { keepChildren, type Piece } from './keyed.ts';
import { messageBody, messageSignature, spokenText, timeOf, who } from './message.ts';
import { messageTools } from './message-tools.ts';
import type { Page } from './page.ts';
import type { Panel } from './panel.ts';
import { botName, channelOf, channelTitle } from './people.ts';
import { drawReactions } from './reactions.ts';
import { watchWhispers } from './reading.ts';
import { repliesOf } from './replies.ts';
import { makeScroll } from './scroll.ts';
import { leaveThread, showMessage } from './travel.ts';

/** The side panel's thread. */
export function makeThread(page: Page): Panel {
  const title = h('h2');
  const where = h('span');
  const show = h('button', { type: 'button', class: 'link' }, 'Show the message');
  const head = h(
    'div',
    { class: 'thread-head' },
    title,
    h('p', { class: 'grey' }, where, ' · ', show),
  );
  const list = h('ol', { class: 'entries' });
  const jump = h('button', { type: 'button', class: 'jump', hidden: true }, 'New replies below');
  const about = { class: 'body pad', role: 'region', 'aria-label': 'Replies', tabindex: 0 };
  const body = h('div', about, head, list);
  walkWithArrows(body, 'article');
  const none = h(
    'p',
    { class: 'grey pad none' },
    'No thread is open. Press a message’s replies, or Reply in thread.',
  );
  const scroll = makeScroll(body, jump);
  const composer = makeComposer(page, 'reply', scroll.toEnd);
  const isAnswered = watchWhispers(page);
  for (const part of [body, composer.element]) {
    part.addEventListener('keydown', (event) => onKey(page, event));
  }
  show.addEventListener('click', () =>
    showMessage(page, { channel: page.look.threadChannel, ts: page.look.thread }),
  );
  const render = (): void => {
    const root = rootOf(page);
    body.hidden = composer.element.hidden = !root;
    none.hidden = root !== undefined;
    setText(title, root ? threadTitle(root) : '');
    setText(where, threadPlace(page));
    scroll.around(page.look.thread, () => keepChildren(list, root ? entryPieces(page) : []));
    if (isAnswered((one) => one.thread_ts === page.look.thread && one.ts !== one.thread_ts)) {
      scroll.toEnd();
    }
    composer.aim(root && { channel: root.channel, thread_ts: root.ts }, {
      label: 'Reply in the thread',
      placeholder: `Reply, or @${botName(page)} to add a note`,
    });
  };
  return { id: 'thread', label: 'Thread', content: [none, body, jump, composer.element], render };
}

// A completion or a menu that is open takes Escape for itself.
function onKey(page: Page, event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.defaultPrevented) {
    leaveThread(page);
  }
}

function rootOf({ state, look }: Page): PageMessage | undefined {
  return state.messages.find((one) => one.ts === look.thread && one.channel === look.threadChannel);
}

function threadTitle(root: PageMessage): string {
  const title = root.blocks.map((block) => boldWords(block) || plainTitle(block)).find(Boolean);
  return title ?? spokenText(root).slice(0, 120);
}

function threadPlace(page: Page): string {
  const channel = channelOf(page, page.look.threadChannel);
  const count = repliesOf(page, page.look.threadChannel, page.look.thread).length;
  const replies = count === 0 ? 'no replies yet' : `${count} ${count === 1 ? 'reply' : 'replies'}`;
  return channel ? `${channelTitle(page, channel)} · ${replies}` : replies;
}

function entryPieces(page: Page): readonly Piece[] {
  return repliesOf(page, page.look.threadChannel, page.look.thread).map((message) => ({
    key: message.ts,
    signature: messageSignature(page, { message, more: false }),
    draw: () => drawEntry(page, message),
  }));
}

function drawEntry(page: Page, message: PageMessage): Element {
  const attributes = {
    'aria-label': spokenText(message),
    tabindex: -1,
    'data-key': `message:${message.ts}`,
  };
  const tools = message.ephemeral ? undefined : messageTools(page, message);
  const content = isOneLiner(page, message) ? oneLiner(page, message) : fullEntry(page, message);
  const article = h(
    'article',
    { ...attributes, class: 'entry' },
    ...content,
    drawReactions(page, message),
    tools,
  );
  if (tools) {
    walkAlong(article, tools);
  }
  return h('li', {}, article);
}

// What the bot says in passing is one grey line: a mark, the words, the time.
function isOneLiner(page: Page, message: PageMessage): boolean {
  const onlyContext = message.blocks.every((block) => block.type === 'context');
  return (
    message.user === page.state.bot &&
    message.blocks.length > 0 &&
    onlyContext &&
    !message.ephemeral
  );
}

function oneLiner(page: Page, message: PageMessage): readonly Element[] {
  const { name, blocks } = withoutLeadingEmoji(message);
  const dot = h('span', { class: 'dot', 'aria-hidden': 'true' }, name ? emoji(name) : h('i'));
  const line = h(
    'div',
    { class: 'line' },
    messageBody(page, { ...message, blocks }),
    h('time', {}, timeOf(page, message)),
  );
  return [dot, line];
}

function withoutLeadingEmoji(message: PageMessage) {
  const [first, ...rest] = message.blocks;
  const [element, ...others] = asRecords(first?.['elements']);
  const text = asText(element?.['text']);
  const name = /^:([a-z0-9_+-]+): /.exec(text)?.[1];
  if (!first || !name) {
    return { name: '', blocks: message.blocks };
  }
  const shorter = { ...element, text: text.slice(name.length + 3) };
  return { name, blocks: [{ ...first, elements: [shorter, ...others] }, ...rest] };
}

function fullEntry(page: Page, message: PageMessage): readonly Element[] {
  return [
    avatar(page, message.user, true),
    who(page, message),
    h('div', { class: 'said' }, messageBody(page, message)),
  ];
}
