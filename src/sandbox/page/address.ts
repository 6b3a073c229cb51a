import type { MessageLink } from './links.ts';
import type { Look } from './page.ts';

const KEPT_AS = 'quell-as';

/** As whom one acts: the address's `?as=`, or as last time. */
export function startingUser(): string {
  return new URLSearchParams(location.search).get('as') ?? sessionStorage.getItem(KEPT_AS) ?? '';
}

/** Remembers as whom one acts, for this tab. */
export function rememberUser(as: string): void {
  sessionStorage.setItem(KEPT_AS, as);
}

/** Where the address leads: `#CHANNEL` or `#CHANNEL/THREAD`. */
export function startingPlace(): Partial<Look> {
  const [place = '', thread = ''] = decodeURIComponent(location.hash.slice(1)).split('/');
  return thread ? { place, thread, threadChannel: place } : { place };
}

/** The message that an address of Slack's form (`/archives/C1/p…`) led here for, once. */
export function takeStartingMessage(): MessageLink | undefined {
  const address = new URL(location.href);
  const [channel, ts] = ['channel', 'ts'].map((name) => address.searchParams.get(name));
  for (const name of ['channel', 'ts']) {
    address.searchParams.delete(name);
  }
  history.replaceState(null, '', address);
  return channel && ts ? { channel, ts } : undefined;
}

/** Writes where one looks into the address, so that a reload stays there. */
export function rememberPlace(look: Look): void {
  const inThread = look.thread !== '' && look.threadChannel === look.place;
  const hash = `#${look.place}${inThread ? `/${look.thread}` : ''}`;
  if (location.hash !== hash && look.place !== '') {
    history.replaceState(null, '', hash);
  }
}
