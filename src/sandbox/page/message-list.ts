import type { PageChannel, PageMessage } from '../protocol.ts';
import { dayHeading, dayNumber } from './dates.ts';
import { h } from './dom.ts';
import { byKey, walkWithArrows } from './focus.ts';
import { drawHome } from './home.ts';
import { keepChildren, type Piece } from './keyed.ts';
import { drawMessage, messageSignature } from './message.ts';
import { type Look, type Page, SHOWN_AT_FIRST } from './page.ts';
import { botName, dateView, millis } from './people.ts';
import { watchWhispers } from './reading.ts';
import { makeScroll } from './scroll.ts';
import { defaultChannel, isRoot } from './travel.ts';

/** A channel's messages, or the App Home in their place, with the way to what is new below. */
export interface MessageList {
  readonly elements: readonly [messages: HTMLElement, jump: HTMLElement];
  readonly render: (channel: PageChannel | undefined) => void;
  readonly toEnd: () => void;
}

/** Makes the box in which one reads. */
export function makeMessageList(page: Page): MessageList {
  const list = h('ol');
  const home = h('div', { class: 'home', hidden: true });
  const about = { class: 'messages', id: 'messages', role: 'region', tabindex: 0 };
  const messages = h('div', about, list, home);
  walkWithArrows(messages, 'article');
  const jump = h('button', { type: 'button', class: 'jump', hidden: true }, 'New messages below');
  const scroll = makeScroll(messages, jump);
  const isAnswered = watchWhispers(page);
  let before = page.look;
  const render = (channel: PageChannel | undefined): void => {
    const { look } = page;
    home.hidden = look.place !== 'home';
    list.hidden = channel === undefined;
    const draw = (): void => {
      drawHome(page, home);
      keepChildren(list, channel ? channelPieces(page, channel) : []);
    };
    if (showsMore(before, look)) {
      scroll.above(draw);
    } else {
      scroll.around(look.place, draw);
    }
    before = look;
    if (isAnswered((message) => message.channel === look.place && isRoot(message))) {
      scroll.toEnd();
    }
  };
  return { elements: [messages, jump], render, toEnd: scroll.toEnd };
}

function showsMore(before: Look, now: Look): boolean {
  return before.place === now.place && before.shown < now.shown;
}

function channelPieces(page: Page, channel: PageChannel): readonly Piece[] {
  const all = page.state.messages.filter((one) => one.channel === channel.id && isRoot(one));
  const shown = all.slice(-page.look.shown);
  const first = shown[0];
  const hidden = all.length - shown.length;
  const earlier = first && hidden > 0 ? [earlierPiece(page, hidden, first)] : [];
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

function earlierPiece(page: Page, count: number, first: PageMessage): Piece {
  const more = (): void => {
    page.change({ shown: page.look.shown + SHOWN_AT_FIRST });
    // The button went up and away; one reads on from where one was.
    byKey(document, `message:${first.ts}`)?.focus({ preventScroll: true });
  };
  const words = `Show earlier messages (${count})`;
  const draw = (): Element =>
    h(
      'li',
      { class: 'earlier' },
      h('button', { type: 'button', class: 'btn quiet', onclick: more }, words),
    );
  return { key: 'earlier', signature: `${first.ts} ${words}`, draw };
}

function emptyPiece(page: Page, channel: PageChannel): Piece {
  const words = emptyWords(page, channel);
  return { key: 'empty', signature: words, draw: () => h('li', { class: 'empty grey' }, words) };
}

function emptyWords(page: Page, channel: PageChannel): string {
  if (channel.is_im) {
    return `${botName(page)} writes to you here when it needs you.`;
  }
  if ((page.state.try_it?.figures?.waiting ?? 0) > 0) {
    return 'No messages yet: what the bot has to say waits for Slack.';
  }
  const canTry = (page.state.try_it?.examples.length ?? 0) > 0;
  return canTry && channel.id === defaultChannel(page.state)
    ? 'Nothing has happened yet. Press Send beside an example in Try it: its card appears here.'
    : 'No messages yet.';
}
