import type { WebClient } from '@slack/web-api';
import {
  type Content,
  DeliveryFailed,
  type FailureKind,
  type Notifier,
  type Place,
  type Sentence,
} from '../flow/notifier.ts';
import type { Log } from '../log.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Channels } from './channels.ts';
import { deliveryFailure } from './failures.ts';
import type { Identity } from './identity.ts';
import { EVENT_TYPE, ownMessages } from './own-messages.ts';

/** What the notifier works with. */
export interface NotifierDeps {
  /** A client that tries once: trying again is the delivery loop's. */
  readonly web: WebClient;
  readonly identity: Identity;
  readonly channels: Channels;
  readonly render: (content: Content | Sentence) => Promise<MessageBody>;
  readonly log: Log;
  /** Slack did not answer a call, or not with what the token is for: it may be away. */
  readonly failed?: () => void;
  /** Slack did what a call asked for. */
  readonly taken?: () => void;
}

/** Makes Slack show what delivery wants shown. Every failure becomes `DeliveryFailed`. */
export function slackNotifier(deps: NotifierDeps): Notifier {
  const { web, identity, channels } = deps;
  return {
    team: () => failing(deps, async () => (await identity.self()).team),
    channelId: (channel) => failing(deps, () => channels.idOf(channel)),
    post: (place, content, key) => failing(deps, () => post(deps, place, content, key), place),
    update: (place, ts, content) => failing(deps, () => update(deps, place, ts, content), place),
    find: (place, key, since) =>
      failing(
        deps,
        async () => {
          const self = await identity.self();
          return readable(place, () => ownMessages(web, place, since, { self, key }));
        },
        place,
      ),
    remove: (place, ts) => failing(deps, () => remove(deps, place, ts), place),
  };
}

/** Reports whatever fails as a delivery failure; a channel that is not as remembered is looked up anew. */
async function failing<T>(deps: NotifierDeps, call: () => Promise<T>, place?: Place): Promise<T> {
  try {
    const answer = await call();
    // Without a place it may be an answer that was kept.
    if (place) deps.taken?.();
    return answer;
  } catch (error) {
    const failure = deliveryFailure(error);
    deps.log.debug({ error, kind: failure.kind, code: failure.code }, 'a call to Slack failed');
    if (SUSPECT.has(failure.kind)) deps.failed?.();
    if (place && failure.kind === 'channel') deps.channels.forget(place.channelId);
    throw failure;
  }
}

/** Failures that come where Slack is away, or takes us no longer. */
const SUSPECT: ReadonlySet<FailureKind> = new Set(['unreachable', 'unknown', 'token']);

/** A token may lack the scope for direct messages alone: that is no fault of all of Slack. */
async function readable<T>({ channelId }: Place, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const { code } = deliveryFailure(error);
    if (code !== 'missing_scope' || !channelId.startsWith('D')) throw error;
    throw new DeliveryFailed('refused', code, { cause: error });
  }
}

async function post(
  deps: NotifierDeps,
  place: Place,
  content: Content | Sentence,
  key: string,
): Promise<string> {
  const { ts } = await orPlain(deps, await deps.render(content), (message) =>
    deps.web.chat.postMessage({
      channel: place.channelId,
      ...(place.threadTs === null ? {} : { thread_ts: place.threadTs }),
      ...message,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: EVENT_TYPE, event_payload: { key } },
    }),
  );
  // Slack's answer to a post that it accepted always has it.
  return ts ?? '';
}

async function update(
  deps: NotifierDeps,
  place: Place,
  ts: string,
  content: Content,
): Promise<void> {
  await orPlain(deps, await deps.render(content), (message) =>
    deps.web.chat.update({ channel: place.channelId, ts, ...message }),
  );
}

async function remove(deps: NotifierDeps, place: Place, ts: string): Promise<void> {
  try {
    await deps.web.chat.delete({ channel: place.channelId, ts });
  } catch (error) {
    // Somebody was faster.
    if (deliveryFailure(error).kind !== 'gone') throw error;
  }
}

/** Slack's words for blocks that it does not take, whatever else is right. */
const BLOCKS_REFUSED = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long']);

/** Without its blocks a message still tells what is wrong, which is better than telling nobody. */
async function orPlain<T>(
  deps: NotifierDeps,
  message: MessageBody,
  send: (message: MessageBody) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    const { code } = deliveryFailure(error);
    if (!BLOCKS_REFUSED.has(code)) throw error;
    deps.log.error({ error, code, text: message.text }, 'blocks refused, sent as plain text');
    return await send({ text: message.text, blocks: [] });
  }
}
