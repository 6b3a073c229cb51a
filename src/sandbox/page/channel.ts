import type { PageChannel } from '../protocol.ts';
import { makeComposer } from './composer.ts';
import { h } from './dom.ts';
import { makeMessageList } from './message-list.ts';
import type { Page } from './page.ts';
import { botName, channelOf, channelTitle } from './people.ts';

/** The middle of the page: a channel, or the App Home. */
export function makeChannel(page: Page): {
  readonly element: HTMLElement;
  readonly render: () => void;
} {
  const title = h('h2');
  const topic = h('span', { class: 'grey' });
  const messages = makeMessageList(page);
  const archived = h(
    'p',
    { class: 'grey archived', hidden: true },
    'This channel is archived. Nothing can be written here.',
  );
  const composer = makeComposer(page, 'say', messages.toEnd);
  const element = h(
    'section',
    { class: 'channel' },
    h('header', {}, title, topic),
    ...messages.elements,
    archived,
    composer.element,
  );
  const render = (): void => {
    const channel = channelOf(page, page.look.place);
    drawHeading(page, channel, { title, topic, messages: messages.elements[0] });
    composer.element.hidden = channel === undefined || channel.is_archived;
    archived.hidden = !channel?.is_archived;
    messages.render(channel);
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
