import { z } from 'zod';
import type { Incident } from '../../domain/incident.ts';
import { instant } from '../../domain/time.ts';
import type { Asker } from '../asker.ts';
import type { Desk } from '../desk.ts';
import { peopleNamed } from '../people-named.ts';
import { perform } from '../perform.ts';
import { defineEvent } from './event.ts';

const Pushpin = z.object({
  user: z.string(),
  reaction: z.literal('pushpin'),
  item: z.object({ type: z.literal('message'), channel: z.string(), ts: z.string() }),
});

/** Which message it is about. */
interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** A pushpin on a message in the thread of an incident puts that message on the timeline. */
export const reactionAdded = defineEvent('reaction_added', Pushpin, ({ user, item }) => ({
  scene: { userId: user, channelId: item.channel, threadTs: null },
  run: (asker, desk) => pin(item, asker, desk),
}));

/** The part of a message that goes on the timeline. */
interface Pinned {
  readonly text?: string;
  readonly user?: string;
  readonly username?: string;
  readonly bot_profile?: { readonly name?: string };
  readonly thread_ts?: string;
}

async function pin(place: Place, asker: Asker, desk: Desk): Promise<void> {
  const message = await messageAt(desk, place);
  const thread = message?.thread_ts;
  // The card is no message in its thread.
  if (!message || thread === undefined || thread === place.ts) return;
  const incident = await desk.store.incidentAt(place.channel, thread);
  // People pin things in other threads too, and several may pin the same.
  const link = await linkTo(desk, place);
  if (!incident || (await isPinned(desk, incident, link))) return;
  const act = {
    verb: 'pin',
    text: await peopleNamed(message.text ?? '', desk.directory),
    author: await authorOf(desk, message),
    link,
    at: instant(Math.floor(Number(place.ts) * 1_000)),
  } as const;
  const { number } = incident;
  await perform(desk, asker, number, act);
}

/** Slack finds a reply by its own `ts` here, alone or behind the message that began the thread. */
async function messageAt(desk: Desk, { channel, ts }: Place): Promise<Pinned | undefined> {
  const range = { oldest: ts, latest: ts, inclusive: true, limit: 5 };
  const { messages } = await desk.web.conversations.replies({ channel, ts, ...range });
  return messages?.find((message) => message.ts === ts);
}

async function isPinned(desk: Desk, incident: Incident, link: string): Promise<boolean> {
  const entries = await desk.store.timeline(incident.id, 0, incident.entryCount);
  return entries.some(({ what }) => what.kind === 'pinned' && what.link === link);
}

async function authorOf(desk: Desk, message: Pinned): Promise<string> {
  const bot = message.bot_profile?.name ?? message.username;
  if (bot !== undefined || message.user === undefined) return bot ?? 'a bot';
  return (await desk.directory.person(message.user)).name;
}

async function linkTo(desk: Desk, { channel, ts }: Place): Promise<string> {
  return (await desk.web.chat.getPermalink({ channel, message_ts: ts })).permalink ?? '';
}
