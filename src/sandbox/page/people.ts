import type { PageChannel, PageUser } from '../protocol.ts';
import type { DateView } from './dates.ts';
import type { Page } from './page.ts';

/** The user with this id. */
export function userOf(page: Page, id: string): PageUser | undefined {
  return page.state.users.find((user) => user.id === id);
}

/** The channel with this id. */
export function channelOf(page: Page, id: string): PageChannel | undefined {
  return page.state.channels.find((channel) => channel.id === id);
}

/** The name that stands over somebody's messages. */
export function userName(page: Page, id: string): string {
  const user = userOf(page, id);
  return user?.real_name || user?.name || id;
}

/** How a channel is called: `#alerts`, or the name of whom one writes to. */
export function channelTitle(page: Page, channel: PageChannel): string {
  return channel.is_im ? botName(page) : `#${channel.name}`;
}

/** The bot's name. */
export function botName(page: Page): string {
  const bot = userOf(page, page.state.bot);
  return bot?.real_name || bot?.name || 'The bot';
}

/** The handle of a user group. */
export function groupName(page: Page, id: string): string | undefined {
  return page.state.usergroups.find((group) => group.id === id)?.handle;
}

/** The first letters of a name, for an avatar. */
export function initials(name: string): string {
  const words = name.split(/[\s.-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : [name.slice(0, 2)];
  return letters.join('').toUpperCase();
}

/** How dates are written for the acting user. */
export function dateView(page: Page): DateView {
  return { now: Date.now(), tz: userOf(page, page.look.as)?.tz ?? 'UTC' };
}

/** A Slack timestamp in milliseconds. */
export function millis(ts: string): number {
  return Number.parseFloat(ts) * 1000;
}
