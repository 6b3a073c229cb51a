import { h, icon } from './dom.ts';
import type { Page } from './page.ts';
import { initials, userName } from './people.ts';

/** A person's initials, or the bot's mark. */
export function avatar(page: Page, id: string, small = false): HTMLElement {
  const size = small ? ' small' : '';
  return id === page.state.bot
    ? botAvatar(small)
    : h('span', { class: `avatar${size}`, 'aria-hidden': 'true' }, initials(userName(page, id)));
}

/** The bot's mark on its tile. */
export function botAvatar(small = false): HTMLElement {
  const size = small ? ' small' : '';
  const mark = icon('logo', small ? 14 : 20);
  return h('span', { class: `avatar bot${size}`, 'aria-hidden': 'true' }, mark);
}
