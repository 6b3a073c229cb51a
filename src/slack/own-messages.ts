import type { WebClient } from '@slack/web-api';
import { duration, type Instant, minutes, plus } from '../domain/time.ts';
import type { Place } from '../flow/notifier.ts';
import type { Self } from './identity.ts';

/** The name of our messages' metadata. */
export const EVENT_TYPE = 'quell_message';

/** How far our clock may be behind or before Slack's. */
const SKEW = duration(-minutes(1));

/** The part of a message in Slack's history by which we know our own. */
interface Seen {
  readonly ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown };
}

/** What is looked for. */
export interface Sought {
  readonly self: Self;
  readonly key: string;
}

/** The `ts` of our own messages at the place that carry the key, the oldest first. */
export async function ownMessages(
  web: WebClient,
  place: Place,
  since: Instant,
  sought: Sought,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const message of messagesSince(web, place, plus(since, SKEW))) {
    if (isSought(message, sought) && message.ts !== undefined) found.push(message.ts);
  }
  return found.sort();
}

async function* messagesSince(
  web: WebClient,
  { channelId, threadTs }: Place,
  since: Instant,
): AsyncGenerator<Seen> {
  let cursor: string | undefined;
  do {
    const page = {
      channel: channelId,
      oldest: Math.max(0, since / 1_000).toFixed(6),
      include_all_metadata: true,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const answer =
      threadTs === null
        ? await web.conversations.history(page)
        : await web.conversations.replies({ ...page, ts: threadTs });
    yield* answer.messages ?? [];
    cursor = answer.response_metadata?.next_cursor;
  } while (cursor);
}

function isSought(message: Seen, { self, key }: Sought): boolean {
  const isOurs = message.bot_id === self.botId || message.user === self.userId;
  const { metadata } = message;
  return isOurs && metadata?.event_type === EVENT_TYPE && keyIn(metadata.event_payload) === key;
}

function keyIn(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'key' in payload
    ? payload.key
    : undefined;
}
