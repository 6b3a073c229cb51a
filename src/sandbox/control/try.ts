import type { PageExample, PageFigures, PageTry } from '../protocol.ts';
import type { Bell, Timers } from '../signals.ts';

/** What the bot says of itself. */
export interface BotFigures {
  /** How many messages Slack lags behind with. */
  readonly waiting: number;
  /** How many alerts it has taken since it started. */
  readonly accepted: number;
}

/** Examples that can be sent to the bot, by somebody who knows its doors: the sandbox knows none. */
export interface Offer {
  examples(): readonly PageExample[];
  /** What sends the first example from a shell, but for the key. */
  readonly command: string;
  /** Begins it and answers at once; false: there is no such example. */
  begin(name: string, what: 'send' | 'stop' | 'resolve'): boolean;
  /** Null: it does not say. */
  figures(): Promise<BotFigures | null>;
  /** Calls this whenever an example is no longer as it was. */
  listen(changed: () => void): void;
  /** Sends nothing more. */
  close(): void;
}

/** What the page's panel "Try it" shows, and has done. */
export interface TryIt {
  /** From now on the page has these. */
  offer(offer: Offer): void;
  /** Undefined: nothing was offered. */
  state(): PageTry | undefined;
  begin: Offer['begin'];
  close(): void;
}

interface TryDeps {
  readonly bell: Bell;
  readonly timers: Timers;
  readonly now: () => number;
}

/** After something changed, so that what it does to the bot is seen in its figures. */
const SOON_MS = 400;
/** While something waits, whatever Slack hears. */
const AGAIN_MS = 2_000;

/** A panel without examples, for now. */
export function createTryIt({ bell, timers, now }: TryDeps): TryIt {
  let offered: Offer | undefined;
  const figures = createFigures(now);
  let isAsked = false;
  return {
    offer(offer) {
      offered = offer;
      offer.listen(() => bell.ring());
      bell.ring();
    },
    state() {
      if (!offered) return undefined;
      ask(SOON_MS);
      const { command } = offered;
      return { examples: offered.examples(), command, figures: figures.shown() };
    },
    begin: (name, what) => offered?.begin(name, what) ?? false,
    close: () => offered?.close(),
  };

  function ask(wait: number): void {
    if (!isAsked) timers.after(wait, () => void read());
    isAsked = true;
  }

  async function read(): Promise<void> {
    const found = (await offered?.figures()) ?? null;
    isAsked = false;
    if (found && found.waiting > 0) ask(AGAIN_MS);
    if (figures.note(found)) bell.ring();
  }
}

/** The bot's figures, and what they mean since it is behind. */
function createFigures(now: () => number) {
  let last: BotFigures | null = null;
  let since: number | null = null;
  let before = 0;
  return { note, shown };

  /** Answers whether they are others than before. */
  function note(found: BotFigures | null): boolean {
    const isNew = found?.waiting !== last?.waiting || found?.accepted !== last?.accepted;
    const isBehind = found !== null && found.waiting > 0;
    // What it took just before the first that waits is counted: that one came with it.
    if (isBehind && since === null) before = (last ?? found).accepted;
    since = isBehind ? (since ?? now()) : null;
    last = found;
    return isNew;
  }

  function shown(): PageFigures | null {
    if (!last) return null;
    const { waiting, accepted } = last;
    return { waiting, behind_since: since, accepted: since === null ? 0 : accepted - before };
  }
}
