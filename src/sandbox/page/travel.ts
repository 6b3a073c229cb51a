import type { PageState } from '../protocol.ts';
import { byKey } from './focus.ts';
import type { MessageLink } from './links.ts';
import type { Look, Page } from './page.ts';
import { SHOWN_AT_FIRST } from './page.ts';
import { millis } from './people.ts';
import { toast } from './toast.ts';

/** Opens a channel, and marks where its new messages begin. */
export function openPlace(page: Page, place: string): void {
  page.change({ place, view: 'channel', newFrom: firstUnread(page, place), shown: SHOWN_AT_FIRST });
}

/** Opens the App Home, as Slack does: the bot is told. */
export function openHome(page: Page): void {
  page.change({ place: 'home', view: 'channel', newFrom: '' });
  void page.post('open-home', {});
}

/** Opens a thread in the side panel. */
export function openThread(page: Page, link: MessageLink): void {
  page.change({ thread: link.ts, threadChannel: link.channel, panel: 'thread', view: 'panel' });
  // Where a keyboard would slide over what one came to read, nothing is focused.
  if (!matchMedia('(pointer: coarse), (max-width: 720px)').matches) {
    document.getElementById('reply')?.focus({ preventScroll: true });
  }
}

/** Goes back from the open thread to where it begins. */
export function leaveThread(page: Page): void {
  const { thread: ts, threadChannel: channel, place } = page.look;
  if (place !== channel) {
    showMessage(page, { channel, ts });
    return;
  }
  page.change({ view: 'channel' });
  (byKey(document, `replies:${ts}`) ?? byKey(document, `message:${ts}`))?.focus();
}

/** Goes to a message, wherever it stands, and lights it up for a moment. */
export function showMessage(page: Page, link: MessageLink): void {
  const message = page.state.messages.find(
    (one) => one.ts === link.ts && one.channel === link.channel,
  );
  if (!message) {
    toast(missing(page, link));
    return;
  }
  const root = message.thread_ts ?? link.ts;
  const way: Partial<Look> = { place: link.channel, view: 'channel', newFrom: '', shown: 10_000 };
  page.change(root === link.ts ? way : { ...way, ...threadAt(link.channel, root) });
  lightUp(`message:${link.ts}`);
}

function missing({ state }: Page, { ts }: MessageLink): string {
  return millis(ts) < state.started
    ? 'That message is from before the last start, and its workspace is gone.'
    : 'That message is no longer here.';
}

function threadAt(channel: string, thread: string): Partial<Look> {
  return { thread, threadChannel: channel, panel: 'thread', view: 'panel' };
}

function lightUp(key: string): void {
  const element = byKey(document, key);
  element?.scrollIntoView({ block: 'center' });
  element?.classList.add('lit');
  element?.focus({ preventScroll: true });
  element?.addEventListener('blur', () => element.classList.remove('lit'), { once: true });
}

function firstUnread(page: Page, place: string): string {
  const unread = page.state.channels.find((channel) => channel.id === place)?.unread ?? 0;
  const roots = page.state.messages.filter(
    (message) => message.channel === place && isRoot(message) && !message.ephemeral,
  );
  return unread > 0 ? (roots.at(-unread)?.ts ?? '') : '';
}

/** Whether the message stands in the channel itself, not in a thread. */
export function isRoot(message: { readonly ts: string; readonly thread_ts?: string }): boolean {
  return message.thread_ts === undefined || message.thread_ts === message.ts;
}

/** The channel that is shown at first. */
export function defaultChannel({ channels }: Pick<PageState, 'channels'>): string {
  const alerts = channels.find((channel) => channel.name === 'alerts');
  return (alerts ?? channels.find((channel) => !channel.is_im) ?? channels[0])?.id ?? 'home';
}
