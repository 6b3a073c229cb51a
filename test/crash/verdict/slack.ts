import type { MessageHandle } from '../../../src/sandbox/driver/message-handle.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { State, Stored } from './state.ts';

/** What Slack shows of one incident. */
export interface Shown extends Stored {
  readonly cards: readonly MessageHandle[];
  readonly details: readonly MessageHandle[];
  /** The replies that tell entries, with the last entry's `seq`, in Slack's order. */
  readonly replies: readonly { readonly seq: number; readonly message: MessageHandle }[];
}

/** Sorts the bot's messages in the channel by what they are; those that are nothing are strays. */
export function shownIn(
  sandbox: Sandbox,
  { incidents }: State,
): { readonly shown: readonly Shown[]; readonly strays: readonly string[] } {
  const channel = sandbox.channel('#alerts');
  const all = channel.messages().flatMap((card) => [card, ...channel.thread(card.ts)]);
  // A surplus card that somebody had answered by then leaves Slack's mark of a deleted message above their words.
  const ours = all.filter(({ user, isDeleted }) => user === sandbox.botUser && !isDeleted);
  const keyed = ours.map((message) => ({ message, ...partsOf(message) }));
  const known = new Set(incidents.map(({ incident }) => incident.id));
  return {
    shown: incidents.map((stored) => shownOf(stored, keyed)),
    strays: keyed
      .filter(({ id }) => !known.has(id))
      .map(({ message }) => `A message of no incident is in the channel: ${message.text}`),
  };
}

interface Keyed {
  readonly message: MessageHandle;
  readonly id: string;
  readonly slot: string;
}

function shownOf(stored: Stored, keyed: readonly Keyed[]): Shown {
  const own = keyed.filter(({ id }) => id === stored.incident.id);
  const named = (slot: string) =>
    own.filter((each) => each.slot === slot).map((each) => each.message);
  const replies = own.flatMap(({ slot, message }) => {
    const seq = /^thread-(\d+)$/.exec(slot)?.[1];
    return seq === undefined ? [] : [{ seq: Number(seq), message }];
  });
  return { ...stored, cards: named('card'), details: named('details'), replies };
}

/** The parts of the key in a message's metadata: `incident:generation:slot`. */
function partsOf({ metadata }: MessageHandle): Omit<Keyed, 'message'> {
  const payload = metadata?.['event_payload'];
  const key = typeof payload === 'object' && payload && 'key' in payload ? String(payload.key) : '';
  const [id = '', , slot = ''] = key.split(':');
  return { id, slot };
}
