import type { WebClient } from '@slack/web-api';
import { DeliveryFailed } from '../flow/notifier.ts';

/** The ids of channels by the names that people configure. */
export interface Channels {
  /** The id, after joining where that is possible; of a person's id, that of the direct message with them. */
  idOf(channel: string): Promise<string>;
  /** The id of a channel that is only named, not written to; undefined: there is none. */
  lookUp(channel: string): Promise<string | undefined>;
  /** Looks the channel up anew next time, since it was not as remembered. */
  forget(id: string): void;
}

/** What of Slack's channel matters here. */
interface Found {
  readonly id?: string;
  readonly name?: string;
  readonly is_member?: boolean;
  readonly is_private?: boolean;
  readonly is_archived?: boolean;
}

const ID = /^[CGD][A-Z0-9]{6,}$/;
const PERSON = /^[UW][A-Z0-9]{2,}$/;

/** Looks channels up in Slack, joins public ones, and remembers those that are usable. */
export function channelsOf(web: WebClient): Channels {
  const ids = new Map<string, string>();
  return {
    async idOf(channel) {
      const known = ids.get(channel);
      if (known !== undefined) return known;
      const id = PERSON.test(channel)
        ? await openWith(web, channel)
        : await enter(web, await find(web, channel));
      ids.set(channel, id);
      return id;
    },
    lookUp: async (channel) => ids.get(channel) ?? (await find(web, channel)).id,
    forget(id) {
      for (const [channel, known] of ids) if (known === id) ids.delete(channel);
    },
  };
}

/** Our messages are found again by the id of the conversation, not by that of the person. */
async function openWith(web: WebClient, users: string): Promise<string> {
  const { channel } = await web.conversations.open({ users });
  if (channel?.id === undefined) throw new DeliveryFailed('channel', 'channel_not_found');
  return channel.id;
}

async function find(web: WebClient, channel: string): Promise<Found> {
  if (ID.test(channel)) return (await web.conversations.info({ channel })).channel ?? {};
  const name = channel.replace(/^#/, '').toLowerCase();
  let archived: Found | undefined;
  for await (const found of everyChannel(web)) {
    if (found.name?.toLowerCase() !== name) continue;
    if (found.is_archived !== true) return found;
    archived = found;
  }
  return archived ?? {};
}

async function* everyChannel(web: WebClient): AsyncGenerator<Found> {
  let cursor: string | undefined;
  do {
    const page = await web.conversations.list({
      types: 'public_channel,private_channel',
      limit: 999,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield* page.channels ?? [];
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
}

/** Posting works as a member only, and so does finding our messages again. */
async function enter(web: WebClient, found: Found): Promise<string> {
  if (found.id === undefined) throw new DeliveryFailed('channel', 'channel_not_found');
  if (found.is_archived === true) throw new DeliveryFailed('channel', 'is_archived');
  if (found.is_member === true || found.id.startsWith('D')) return found.id;
  // Nobody can let themselves into a private channel: somebody has to invite us.
  if (found.is_private === true) throw new DeliveryFailed('channel', 'not_in_channel');
  await web.conversations.join({ channel: found.id });
  return found.id;
}
