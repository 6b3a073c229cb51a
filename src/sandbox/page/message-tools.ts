import type { PageMessage, PagePosts } from '../protocol.ts';
import { h, icon } from './dom.ts';
import { tellDown } from './down.ts';
import { emoji } from './emoji.ts';
import { messageAddress } from './links.ts';
import { attachMenu } from './menu.ts';
import type { Page } from './page.ts';
import { REACTIONS, toggleReaction } from './reactions.ts';
import { toast } from './toast.ts';
import { openThread } from './travel.ts';

/** The small row over a message: reactions, reply, and the message shortcuts. */
export function messageTools(page: Page, message: PageMessage): Element {
  const reactions = REACTIONS.map(({ name, says }) =>
    tool(says, `react:${message.ts}:${name}`, emoji(name), () =>
      toggleReaction(page, message, name),
    ),
  );
  const reply = tool('Reply in thread', `reply:${message.ts}`, icon('note'), () =>
    openRoot(page, message),
  );
  return h(
    'div',
    { class: 'tools', role: 'toolbar', 'aria-label': 'Message actions' },
    ...reactions,
    reply,
    moreTool(page, message),
  );
}

function tool(name: string, key: string, picture: Element, press: () => void): HTMLButtonElement {
  const attributes = {
    type: 'button',
    class: 'tool',
    // Reached with the arrow keys from its message: so many stops would be in the way.
    tabindex: -1,
    'aria-label': name,
    title: name,
    'data-key': key,
  };
  return h('button', { ...attributes, onclick: press }, picture);
}

function moreTool(page: Page, message: PageMessage): Element {
  const button = tool(
    'More actions for this message',
    `more:${message.ts}`,
    icon('dots'),
    () => {},
  );
  const entries = menuEntries(page, message);
  attachMenu(button, {
    label: 'Message actions',
    role: 'menu',
    load: () => entries,
    selected: () => [],
    choose: (choice) => entries.find((entry) => entry.id === choice.id)?.run(),
  });
  return button;
}

function menuEntries(page: Page, message: PageMessage) {
  const { channel, ts } = message;
  const reactions = REACTIONS.map(({ name, says }) => ({
    id: `react:${name}`,
    label: says,
    run: () => toggleReaction(page, message, name),
  }));
  const shortcuts = messageShortcuts(page).map(({ callback_id, name }) => ({
    id: `shortcut:${callback_id}`,
    label: name,
    run: () => void takeShortcut(page, { callback_id, message: { channel, ts } }),
  }));
  const reply = { id: 'reply', label: 'Reply in thread', run: () => openRoot(page, message) };
  const copy = { id: 'copy', label: 'Copy link', run: () => void copyLink(message) };
  return [...shortcuts, reply, copy, ...reactions];
}

async function takeShortcut(page: Page, shortcut: PagePosts['shortcut']): Promise<void> {
  const answer = await page.post('shortcut', shortcut);
  if (answer.ok) {
    tellDown(page, 'Ask again when Slack is back.');
  }
}

async function copyLink({ channel, ts }: PageMessage): Promise<void> {
  const address = messageAddress(location.origin, { channel, ts });
  try {
    await navigator.clipboard.writeText(address);
    toast('The link is copied.', 'over');
  } catch {
    // A page that is not served by this machine itself may not write there.
    toast(`The browser lets nothing be copied here. The link is ${address}`);
  }
}

// A global shortcut does not concern a message.
function messageShortcuts(page: Page): Page['state']['shortcuts'] {
  return page.state.shortcuts.filter((shortcut) => shortcut.type !== 'global');
}

function openRoot(page: Page, message: PageMessage): void {
  openThread(page, { channel: message.channel, ts: message.thread_ts ?? message.ts });
}
