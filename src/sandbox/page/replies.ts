import type { PageMessage } from '../protocol.ts';
import { avatar } from './avatar.ts';
import { clockTime } from './dates.ts';
import { h } from './dom.ts';
import type { Page } from './page.ts';
import { dateView, millis } from './people.ts';
import { openThread } from './travel.ts';

/** The messages of a thread without its root, oldest first. */
export function repliesOf(page: Page, channel: string, root: string): readonly PageMessage[] {
  return page.state.messages.filter(
    (message) => message.channel === channel && message.thread_ts === root && message.ts !== root,
  );
}

/** How many replies a message has. */
export function replyCount(page: Page, message: PageMessage): number {
  return message.reply_count ?? repliesOf(page, message.channel, message.ts).length;
}

/** The way from a message to its thread. */
export function repliesButton(page: Page, message: PageMessage): Element {
  const replies = repliesOf(page, message.channel, message.ts);
  const count = replyCount(page, message);
  const last = replies.at(-1);
  const people = [...new Set(replies.map((reply) => reply.user))].slice(-3);
  const open = page.look.thread === message.ts;
  return h(
    'button',
    {
      type: 'button',
      class: 'replies',
      'aria-expanded': String(open),
      'data-key': `replies:${message.ts}`,
      onclick: () => openThread(page, message),
    },
    ...people.map((user) => avatar(page, user, true)),
    `${count} ${count === 1 ? 'reply' : 'replies'}`,
    last ? h('span', { class: 'grey' }, `last at ${lastTime(page, last)}`) : undefined,
  );
}

function lastTime(page: Page, last: PageMessage): string {
  return clockTime(millis(last.ts), dateView(page).tz);
}
