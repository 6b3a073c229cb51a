import type { Clock } from '../clock.ts';
import { isPending } from '../domain/delivery.ts';
import type { BotFigures, Offer } from '../sandbox/control/try.ts';
import type { PageExample } from '../sandbox/protocol.ts';
import type { Store } from '../store/store.ts';
import type { Example, Post } from '../try/example.ts';
import { EXAMPLES } from '../try/index.ts';
import { Player } from '../try/player.ts';
import { acceptedAt } from './bot/accepted.ts';
import type { Target } from './send/target.ts';
import { told } from './send/told.ts';

/** What the sandbox's page needs to send the examples to the bot that it belongs to. */
export interface TryItDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Sends one request; answers null, or why it was not taken. */
  readonly send: (post: Post) => Promise<string | null>;
  readonly figures: () => Promise<BotFigures | null>;
}

/** Where the bot of the sandbox keeps its state. */
type Waiting = Pick<Store, 'pendingChannels' | 'pending'>;

/** The same for the bot at this address, which has this store. */
export function tryItAt(
  target: Target,
  { clock, store }: Pick<TryItDeps, 'clock'> & { readonly store: Waiting },
): Offer {
  const send = (post: Post) => told(post, target, clock.now());
  return tryIt({ clock, send, figures: () => figuresOf(target, store) });
}

async function figuresOf({ url }: Target, store: Waiting): Promise<BotFigures | null> {
  const accepted = await acceptedAt(url);
  // A store that does not answer just now is no news here: the next look tells.
  const waiting = await waitingIn(store).catch(() => null);
  return accepted === null || waiting === null ? null : { accepted, waiting };
}

/** How many cards Slack lags behind with; what it shows already, and is only looked up again, is none of them. */
export async function waitingIn(store: Waiting): Promise<number> {
  const channels = await store.pendingChannels();
  const all = (await Promise.all(channels.map((channel) => store.pending(channel)))).flat();
  return all.filter(({ subject, delivery }) =>
    isPending(subject.shown, delivery && { ...delivery, rechecks: [] }),
  ).length;
}

/** The examples as the page's panel has them. */
export function tryIt({ clock, send, figures }: TryItDeps): Offer {
  let changed = () => {};
  const player = new Player({ now: clock.now, after, send, changed: () => changed() });
  return {
    examples: () => EXAMPLES.map((example) => shown(example, player)),
    begin(name, what) {
      const example = EXAMPLES.find((each) => each.name === name);
      if (example) void player[what](example);
      return example !== undefined;
    },
    figures,
    listen: (listener) => {
      changed = listener;
    },
    close: () => player.stopAll(),
  };
}

function shown(example: Example, player: Player): PageExample {
  const { name, mark, title, about, unit } = example;
  const { isOn, ...played } = player.played(example);
  return { name, mark, title, about, unit, ...played, is_on: isOn };
}

/** Keeps no process alive. */
function after(wait: number, action: () => void): () => void {
  const timer = setTimeout(action, wait).unref();
  return () => clearTimeout(timer);
}
