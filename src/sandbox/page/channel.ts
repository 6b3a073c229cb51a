import type { PageChannel } from '../protocol.ts';
import { makeComposer } from './composer.ts';
import { h, setText } from './dom.ts';
import { makeMessageList } from './message-list.ts';
import type { Page } from './page.ts';
import { botName, channelOf, channelTitle, userOf } from './people.ts';
import { isShutOut } from './trouble-words.ts';

/** The middle of the page: a channel, or the App Home. */
export function makeChannel(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const title = h('h2');
  const topic = h('span', { class: 'grey' });
  const messages = makeMessageList(page);
  const closed = h('p', { class: 'grey archived', hidden: true });
  const composer = makeComposer(page, 'say', messages.toEnd);
  const element = h(
    'section',
    { class: 'channel' },
    h('header', {}, title, topic),
    ...messages.elements,
    closed,
    composer.element,
  );
  const render = (): void => {
    const channel = channelOf(page, page.look.place);
    drawHeading(page, channel, { title, topic, messages: messages.elements[0] });
    composer.element.hidden = channel === undefined || channel.is_archived;
    const words = channel ? closedWords(page, channel) : '';
    closed.hidden = words === '';
    setText(closed, words);
    messages.render(channel);
    const name = channel ? channelTitle(page, channel) : '';
    composer.aim(channel && { channel: channel.id }, {
      label: `Message to ${channel?.name ?? name}`,
      placeholder: `Message ${name}, or / for commands`,
    });
  };
  return { element, render };
}

function closedWords(page: Page, channel: PageChannel): string {
  if (channel.is_archived) {
    return 'This channel is archived. Nothing can be written here.';
  }
  const [bot, handle] = [botName(page), userOf(page, page.state.bot)?.name];
  return isShutOut(channel)
    ? `This channel is private, and ${bot} is not in it. /invite @${handle} lets it in.`
    : '';
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
