import type { PagePosts, PageState } from '../protocol.ts';
import type { Json } from './json.ts';
import type { Answer, Link } from './server.ts';

/** Which part a narrow screen shows. */
type View = 'rail' | 'channel' | 'panel';

/** What this browser tab looks at; nothing of it is known to the server. */
export interface Look {
  readonly as: string;
  /** Channel id, or `home` for the App Home. */
  readonly place: string;
  /** The root message's `ts` of the open thread, in `threadChannel`. */
  readonly thread: string;
  readonly threadChannel: string;
  readonly panel: string;
  readonly view: View;
  readonly filter: string;
  /** The first message that was new when the channel was opened. */
  readonly newFrom: string;
  readonly shown: number;
  readonly link: Link;
}

/** What every part of the page is given: the state, where one looks, and how to change both. */
export interface Page {
  readonly state: PageState;
  readonly look: Look;
  readonly change: (part: Partial<Look>) => void;
  readonly post: <Name extends keyof PagePosts>(
    name: Name,
    body: PagePosts[Name],
  ) => Promise<Answer>;
  /** What was typed or chosen and may not have come back from the server yet, by element key. */
  readonly drafts: Map<string, Json>;
}

/** How many messages a channel shows at first, and how many more each time. */
export const SHOWN_AT_FIRST = 150;
