import type { PageMessage } from '../protocol.ts';
import { h } from './dom.ts';
import { emoji } from './emoji.ts';
import type { Page } from './page.ts';
import { userName } from './people.ts';

/** Reactions offered first, with what they are called. */
export const REACTIONS = [
  { name: 'pushpin', says: 'Put on the timeline' },
  { name: 'eyes', says: 'React with eyes' },
  { name: 'white_check_mark', says: 'React with a tick' },
] as const;

/** The reactions under a message; a press adds or takes back one's own. */
export function drawReactions(page: Page, message: PageMessage): Element | undefined {
  const reactions = message.reactions ?? [];
  return reactions.length === 0
    ? undefined
    : h('div', { class: 'reactions' }, ...reactions.map((one) => chip(page, message, one)));
}

/** Adds one's own reaction, or takes it back. */
export function toggleReaction(page: Page, message: PageMessage, name: string): void {
  const users = message.reactions?.find((reaction) => reaction.name === name)?.users ?? [];
  const remove = users.includes(page.look.as);
  const where = { channel: message.channel, ts: message.ts, name };
  void page.post('react', remove ? { ...where, remove } : where);
}

function chip(
  page: Page,
  message: PageMessage,
  { name, users }: { readonly name: string; readonly users: readonly string[] },
): Element {
  const people = users.map((user) => userName(page, user)).join(', ');
  return h(
    'button',
    {
      type: 'button',
      class: 'reaction',
      'aria-pressed': String(users.includes(page.look.as)),
      'aria-label': `${name.replaceAll('_', ' ')}, ${users.length}: ${people}`,
      title: people,
      'data-key': `reaction:${message.ts}:${name}`,
      onclick: () => toggleReaction(page, message, name),
    },
    emoji(name),
    String(users.length),
  );
}
