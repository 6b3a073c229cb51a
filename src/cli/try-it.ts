import type { Clock } from '../clock.ts';
import type { AlertKey } from '../domain/alert.ts';
import { isPending } from '../domain/delivery.ts';
import type { Instant } from '../domain/time.ts';
import { alertKeyOf } from '../engine/identity.ts';
import type { BotFigures, Offer } from '../sandbox/control/try.ts';
import type { PageExample } from '../sandbox/protocol.ts';
import type { Store } from '../store/store.ts';
import type { Example, Post } from '../try/example.ts';
import { EXAMPLES } from '../try/index.ts';
import { Player } from '../try/player.ts';
import { acceptedAt } from './bot/accepted.ts';
import { calledIn } from './called.ts';
import { SENDABLE } from './send/sendable.ts';
import type { Target } from './send/target.ts';
import { told } from './send/told.ts';

/** What the sandbox's page needs to send the examples to the bot that it belongs to. */
export interface TryItDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Sends one request; answers null, or why it was not taken. */
  readonly send: (post: Post) => Promise<string | null>;
  readonly figures: () => Promise<BotFigures | null>;
  /** What sends the first example from a shell, but for the key. */
  readonly command: string;
  /** What fires as the bot knows it. */
  readonly firing: () => Promise<Firing>;
}

/** What fires: alerts by what tells them from others, and errors of programs by their titles. */
export interface Firing {
  readonly keys: readonly AlertKey[];
  readonly errors: readonly string[];
}

/** Where the bot of the sandbox keeps its state. */
type Waiting = Pick<Store, 'pendingChannels' | 'pending'>;
type Kept = Waiting & Pick<Store, 'firing' | 'errorGroups'>;

/** The same for the bot at this address, which has this store. */
export function tryItAt(
  target: Target,
  { clock, store }: Pick<TryItDeps, 'clock'> & { readonly store: Kept },
): Offer {
  const send = (post: Post) => told(post, target, clock.now());
  const figures = () => figuresOf(target, store);
  const command = commandAt(target, calledIn(process.cwd()));
  return tryIt({ clock, send, figures, command, firing: () => firingIn(store) });
}

/** Where `quell send` looks when it is not told. */
const USUAL_PORT = '3000';

/** A bot that is not at the usual place is named. */
function commandAt({ url }: Target, called: string): string {
  const at = new URL(url).port === USUAL_PORT ? '' : ` --url ${url}`;
  return `${called} send disk-full --key …${at}`;
}

/** Of errors the last ones are enough: those of the examples are new. */
const LAST_ERRORS = 100;

async function firingIn(store: Kept): Promise<Firing> {
  const groups = await store.errorGroups({ limit: LAST_ERRORS });
  const open = groups.filter(({ resolved, incident }) => resolved === null && incident !== null);
  const alerts = await store.firing();
  return { keys: alerts.map(({ key }) => key), errors: open.map(({ title }) => title) };
}

async function figuresOf({ url }: Target, store: Waiting): Promise<BotFigures | null> {
  const accepted = await acceptedAt(url);
  // A store that does not answer just now is no news here: the next look tells.
  const waiting = await waitingIn(store).catch(() => null);
  return accepted === null || waiting === null ? null : { accepted, waiting };
}

/** How many messages Slack lags behind with; what it shows already, and is only looked up again, is none of them. */
export async function waitingIn(store: Waiting): Promise<number> {
  const channels = await store.pendingChannels();
  const all = (await Promise.all(channels.map((channel) => store.pending(channel)))).flat();
  return all.filter(({ subject, delivery }) =>
    isPending(subject.shown, delivery && { ...delivery, rechecks: [] }),
  ).length;
}

/** The examples as the page's panel has them. */
export function tryIt({ clock, send, figures, command, firing }: TryItDeps): Offer {
  let changed = () => {};
  const player = new Player({ now: clock.now, after, send, changed: () => changed() });
  void remember();
  return {
    examples: () => EXAMPLES.map((example) => shown(example, player)),
    begin(name, what) {
      const example = EXAMPLES.find((each) => each.name === name);
      if (example) void player[what](example);
      return example !== undefined;
    },
    command,
    figures,
    listen: (listener) => {
      changed = listener;
    },
    close: () => player.stopAll(),
  };

  // Sent before the bot was started anew: it knows, and only who sent it has forgotten.
  async function remember(): Promise<void> {
    // Without an answer there is only nothing to resolve.
    const known = await firing().catch(() => null);
    if (!known) return;
    for (const example of EXAMPLES.filter((each) => fires(each, known, clock.now()))) {
      player.remember(example);
    }
  }
}

function fires(example: Example, { keys, errors }: Firing, now: Instant): boolean {
  const end = example.ends(0, now)[0]?.(now);
  return end?.kind === 'resolve-error'
    ? errors.includes(end.error)
    : keysOf(example, now).some((key) => keys.includes(key));
}

/** Whose alerts the first request of it tells: whatever was sent of it begins with them. */
export function keysOf(example: Example, now: Instant): readonly AlertKey[] {
  const post = example.steps(now)[0]?.make(now);
  const source = SENDABLE.find(({ type }) => post?.kind === 'alerts' && type === post.as);
  if (post?.kind !== 'alerts' || !source) return [];
  const read = source.parse(post.payload, { name: post.as, resolveTimeout: null });
  return read.alerts.map(alertKeyOf);
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
