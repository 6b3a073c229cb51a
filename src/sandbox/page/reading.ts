import type { PageMessage } from '../protocol.ts';
import type { Page } from './page.ts';
import { channelOf, userName } from './people.ts';
import { announce } from './toast.ts';

/** Tells the server what is being read, and screen readers what is new. */
export function makeReading(page: Page): () => void {
  let marked = '';
  let newest = newestTs(page.state.messages);
  return () => {
    const fresh = page.state.messages.filter((message) => Number(message.ts) > Number(newest));
    newest = newestTs(page.state.messages);
    announceNewest(page, fresh);
    const mark = needsMark(page);
    if (mark !== '' && mark !== marked) {
      void page.post('mark-read', { channel: page.look.place });
    }
    marked = mark;
  };
}

/** Tells at each look whether what only the acting person sees has come meanwhile, in this place. */
export function watchWhispers(page: Page): (isHere: (message: PageMessage) => boolean) => boolean {
  let newest = newestTs(page.state.messages);
  return (isHere) => {
    const before = Number(newest);
    newest = newestTs(page.state.messages);
    return page.state.messages.some(
      (message) => message.ephemeral && Number(message.ts) > before && isHere(message),
    );
  };
}

// The same unread count of the same channel is told once.
function needsMark(page: Page): string {
  const channel = channelOf(page, page.look.place);
  const visible = document.visibilityState === 'visible' && isShown(page);
  return channel && channel.unread > 0 && visible
    ? `${page.look.as}/${channel.id}/${channel.unread}`
    : '';
}

function isShown(page: Page): boolean {
  return page.look.view === 'channel' || window.innerWidth > 720;
}

function announceNewest(page: Page, fresh: readonly PageMessage[]): void {
  const here = fresh.filter(
    (message) => message.channel === page.look.place && message.user !== page.look.as,
  );
  const last = here.at(-1);
  if (last) {
    announce(`New message from ${userName(page, last.user)}`);
  }
}

function newestTs(messages: readonly PageMessage[]): string {
  return messages.reduce(
    (newest, message) => (Number(message.ts) > Number(newest) ? message.ts : newest),
    '0',
  );
}
