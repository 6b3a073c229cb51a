import type { RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Person } from '../domain/actor.ts';
import type { Log } from '../log.ts';
import { answerModal } from './blocks/index.ts';
import type { MessageBody } from './blocks/message.ts';
import type { Directory } from './directory.ts';
import type { Modals } from './modals.ts';

/** A person in Slack, as the doer of something. */
type PersonActor = Person & { readonly type: 'person' };

/** Somebody who asks for something in Slack, and how they alone are answered. */
export interface Asker {
  readonly userId: string;
  /** With their display name, which may have to be looked up: not before a modal, whose time runs. */
  actor(): Promise<PersonActor>;
  /** Tells them, and nobody else. */
  tell(message: MessageBody): Promise<void>;
  /** Tells them in the place of the answer that they clicked in. */
  retell(message: MessageBody): Promise<void>;
  /** Opens a modal for them, which Slack takes once and within 3 s. */
  open(view: ModalView): Promise<void>;
}

/** A click in the Home, or in a modal that answered one. */
interface InHome {
  /** That modal as they saw it; null: it was in the Home itself. */
  readonly answer: { readonly id: string; readonly hash: string } | null;
}

/** Where a request of a person came from. */
export interface Origin {
  readonly userId: string;
  /** The name in the request, for when Slack does not tell the display name. */
  readonly userName: string;
  readonly channelId: string | null;
  readonly threadTs: string | null;
  readonly triggerId: string | null;
  readonly respond: RespondFn | null;
  /** Null: there is more than a modal that can be shown to them. */
  readonly home: InHome | null;
}

/** What answering needs. */
export interface AskerDeps {
  /** A client that does not keep people waiting. */
  readonly web: WebClient;
  readonly modals: Modals;
  readonly directory: Directory;
  readonly log: Log;
}

/** The person behind a request. */
export function askerOf(deps: AskerDeps, origin: Origin): Asker {
  const { userId } = origin;
  return {
    userId,
    async actor() {
      return { type: 'person', ...(await deps.directory.person(userId, origin.userName)) };
    },
    tell: (message) => firstThatWorks(waysToTell(deps, origin, message), deps.log),
    retell: (message) => {
      const ways = waysToTell(deps, origin, message);
      return firstThatWorks([inPlace(origin, message), ...ways], deps.log);
    },
    async open(view) {
      if (origin.triggerId === null)
        throw new Error('There is no click that a modal could follow.');
      await deps.modals.open(origin.triggerId, view);
    },
  };
}

type Way = (() => Promise<unknown>) | null;

/** An answer is worth several tries: its URL expires, and we need not be in the channel. */
function waysToTell(deps: AskerDeps, origin: Origin, message: MessageBody): readonly Way[] {
  const { web } = deps;
  const { channelId: channel, threadTs: thread_ts, respond, userId: user } = origin;
  const content = message;
  return [
    inModal(deps, origin, message),
    channel !== null && thread_ts !== null
      ? () => web.chat.postEphemeral({ channel, thread_ts, user, ...content })
      : null,
    respond && (() => respond({ response_type: 'ephemeral', replace_original: false, ...content })),
    channel === null ? null : () => web.chat.postEphemeral({ channel, user, ...content }),
    () => web.chat.postMessage({ channel: user, unfurl_links: false, ...content }),
  ];
}

function inModal({ modals }: AskerDeps, { home, triggerId }: Origin, message: MessageBody): Way {
  if (!home || triggerId === null) return null;
  const view = answerModal(message);
  const { answer } = home;
  return answer
    ? () => modals.update(answer.id, answer.hash, view)
    : () => modals.open(triggerId, view);
}

function inPlace({ respond }: Origin, message: MessageBody): Way {
  return respond && (() => respond({ replace_original: true, ...message }));
}

async function firstThatWorks(ways: readonly Way[], log: Log): Promise<void> {
  let failure: unknown;
  for (const way of ways) {
    if (!way) continue;
    try {
      await way();
      return;
    } catch (error) {
      log.debug({ error }, 'one way to answer failed');
      failure = error;
    }
  }
  throw failure;
}
