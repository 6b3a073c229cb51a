import type { PageChannel, PageMessage } from '../protocol.ts';
import { makeComposer } from './composer.ts';
import { dayHeading, dayNumber } from './dates.ts';
import { h } from './dom.ts';
import { walkWithArrows } from './focus.ts';
import { drawHome } from './home.ts';
import { keepChildren, type Piece } from './keyed.ts';
import { drawMessage, messageSignature } from './message.ts';
import { type Page, SHOWN_AT_FIRST } from './page.ts';
import { botName, channelOf, channelTitle, dateView, millis } from './people.ts';
import { makeScroll } from './scroll.ts';
import { isRoot } from './travel.ts';

/** The middle of the page: a channel, or the App Home. */
export function makeChannel(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const title = h('h2');
  const topic = h('span', { class: 'grey' });
  const list = h('ol');
  const home = h('div', { class: 'home', hidden: true });
  const messages = h(
    'div',
    { class: 'messages', id: 'messages', role: 'region', tabindex: 0 },
    list,
    home,
  );
  walkWithArrows(messages, 'article');
  const jump = h('button', { type: 'button', class: 'jump', hidden: true }, 'New messages below');
  const composer = makeComposer(page, 'say');
  const archived = h(
    'p',
    { class: 'grey archived', hidden: true },
    'This channel is archived. Nothing can be written here.',
  );
  const scroll = makeScroll(messages, jump);
  const element = h(
    'section',
    { class: 'channel' },
    h('header', {}, title, topic),
    messages,
    jump,
    archived,
    composer.element,
  );
  const render = (): void => {
    const channel = channelOf(page, page.look.place);
    drawHeading(page, channel, { title, topic, messages });
    home.hidden = page.look.place !== 'home';
    list.hidden = channel === undefined;
    composer.element.hidden = channel === undefined || channel.is_archived;
    archived.hidden = !channel?.is_archived;
    scroll.around(page.look.place, () => {
      drawHome(page, home);
      keepChildren(list, channel ? channelPieces(page, channel) : []);
    });
    const name = channel ? channelTitle(page, channel) : '';
    composer.aim(channel && { channel: channel.id }, {
      label: `Message to ${channel?.name ?? name}`,
      placeholder: `Message ${name}, or / for commands`,
    });
  };
  return { element, render };
}

function drawHeading(
  page: Page,
  channel: PageChannel | undefined,
  into: { readonly title: Element; readonly topic: Element; readonly messages: Element },
): void {
  const name = channel
    ? channelTitle(page, channel)
    : page.look.place === 'home'
      ? `${botName(page)}: Home`
      : '';
  into.title.textContent = channel?.is_im ? `${name}: messages` : name.replace(/^#/, '# ');
  into.topic.textContent = channel?.topic ?? (channel ? '' : 'what it shows to you alone');
  into.messages.setAttribute('aria-label', channel ? `Messages in ${channel.name || name}` : name);
}

function channelPieces(page: Page, channel: PageChannel): readonly Piece[] {
  const all = page.state.messages.filter((one) => one.channel === channel.id && isRoot(one));
  const shown = all.slice(-page.look.shown);
  const earlier = all.length > shown.length ? [earlierPiece(page, all.length - shown.length)] : [];
  if (all.length === 0) {
    return [emptyPiece(page, channel)];
  }
  return [
    ...earlier,
    ...shown.flatMap((message, index) => messagePieces(page, message, shown[index - 1])),
  ];
}

function messagePieces(
  page: Page,
  message: PageMessage,
  before: PageMessage | undefined,
): readonly Piece[] {
  const dividers = [dayPiece(page, message, before), newPiece(page, message)].filter(
    (piece) => piece !== undefined,
  );
  const entry = { message, more: dividers.length === 0 && followsOn(message, before) };
  return [
    ...dividers,
    {
      key: message.ts,
      signature: messageSignature(page, entry),
      draw: () => drawMessage(page, entry),
    },
  ];
}

function followsOn(message: PageMessage, before: PageMessage | undefined): boolean {
  return (
    before?.user === message.user &&
    before.ephemeral === message.ephemeral &&
    millis(message.ts) - millis(before.ts) < 60_000
  );
}

function dayPiece(
  page: Page,
  message: PageMessage,
  before: PageMessage | undefined,
): Piece | undefined {
  const view = dateView(page);
  const day = dayNumber(millis(message.ts), view.tz);
  if (before && dayNumber(millis(before.ts), view.tz) === day) {
    return undefined;
  }
  const heading = dayHeading(millis(message.ts), view);
  return { key: `day:${day}`, signature: heading, draw: () => h('li', { class: 'day' }, heading) };
}

function newPiece(page: Page, message: PageMessage): Piece | undefined {
  return page.look.newFrom === message.ts
    ? { key: 'new', signature: 'new', draw: () => h('li', { class: 'day new' }, 'New') }
    : undefined;
}

function earlierPiece(page: Page, count: number): Piece {
  const more = (): void => page.change({ shown: page.look.shown + SHOWN_AT_FIRST });
  const words = `Show earlier messages (${count})`;
  const draw = (): Element =>
    h(
      'li',
      { class: 'earlier' },
      h('button', { type: 'button', class: 'btn quiet', onclick: more }, words),
    );
  return { key: 'earlier', signature: words, draw };
}

function emptyPiece(page: Page, channel: PageChannel): Piece {
  const words = channel.is_im
    ? `${botName(page)} writes to you here when it needs you.`
    : 'No messages yet.';
  return { key: 'empty', signature: words, draw: () => h('li', { class: 'empty grey' }, words) };
}
