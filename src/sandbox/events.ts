import type { Json } from './block-kit/checks.ts';
import type { Ack, BotLink, Delivery } from './delivery.ts';
import { messageJson } from './message-json.ts';
import type { Conversation, Message } from './model.ts';
import { type AppSeed, randomId } from './options.ts';
import type { Timers } from './signals.ts';
import type { Workspace } from './workspace.ts';

/** Tells the bot what happened, as far as it subscribed and is there to hear it. */
export interface Events {
  /** Resolves with the first attempt; the retries follow by themselves. Undefined: not the bot's business. */
  publish(event: Json, where?: Conversation): Promise<Ack | undefined>;
  messagePosted(message: Message): Promise<readonly (Ack | undefined)[]>;
  messageChanged(message: Message): Promise<Ack | undefined>;
  messageDeleted(message: Message): Promise<Ack | undefined>;
}

/** What the Events API needs. */
export interface EventSettings {
  readonly app: AppSeed;
  readonly retries: readonly number[];
  readonly timers: Timers;
}

/** The Events API of one workspace. */
export function createEvents(workspace: Workspace, bot: BotLink, settings: EventSettings): Events {
  return { publish, messagePosted, messageChanged, messageDeleted };

  async function publish(event: Json, where?: Conversation): Promise<Ack | undefined> {
    if (where && !where.members.has(workspace.app.user)) return undefined;
    if (!settings.app.events.includes(subscription(event, where))) return undefined;
    return attempt(envelope(workspace, event), 0, '');
  }

  async function attempt(payload: Json, number: number, reason: string): Promise<Ack> {
    const delivery: Delivery = { type: 'events_api', name: eventName(payload), payload };
    const ack = await bot.deliver(
      number === 0 ? delivery : { ...delivery, retry: { attempt: number, reason } },
    );
    const wait = settings.retries[number];
    if (!ack.acked && ack.mayRetry && wait !== undefined) {
      settings.timers.after(wait, () => void attempt(payload, number + 1, 'http_timeout'));
    }
    return ack;
  }

  async function messagePosted(message: Message): Promise<readonly (Ack | undefined)[]> {
    const where = workspace.conversations.get(message.channel);
    const event = { ...messageJson(workspace, message), ...place(where, message) };
    const mention = message.text.includes(`<@${workspace.app.user}>`) && !where?.person;
    return Promise.all([
      publish(event, where),
      ...(mention && message.user !== workspace.app.user
        ? [publish({ ...event, type: 'app_mention' }, where)]
        : []),
    ]);
  }

  async function messageChanged(message: Message): Promise<Ack | undefined> {
    return hidden(message, {
      subtype: 'message_changed',
      message: messageJson(workspace, message),
    });
  }

  async function messageDeleted(message: Message): Promise<Ack | undefined> {
    return hidden(message, {
      subtype: 'message_deleted',
      deleted_ts: message.ts,
      previous_message: messageJson(workspace, message),
    });
  }

  function hidden(message: Message, more: Json): Promise<Ack | undefined> {
    const where = workspace.conversations.get(message.channel);
    const ts = workspace.nextTs();
    const event = { type: 'message', hidden: true, ts, ...more, ...place(where, message) };
    return publish({ ...event, event_ts: ts }, where);
  }
}

/** Where an event about a message took place. */
function place(where: Conversation | undefined, message: Message): Json {
  return {
    channel: message.channel,
    channel_type: where?.person ? 'im' : 'channel',
    event_ts: message.ts,
  };
}

function subscription(event: Json, where: Conversation | undefined): string {
  if (event['type'] !== 'message') return String(event['type']);
  return where?.person ? 'message.im' : 'message.channels';
}

function eventName(payload: Json): string {
  const event = payload['event'];
  return typeof event === 'object' && event && 'type' in event ? String(event.type) : 'event';
}

function envelope(workspace: Workspace, event: Json): Json {
  return {
    token: 'sandbox',
    team_id: workspace.team.id,
    context_team_id: workspace.team.id,
    context_enterprise_id: null,
    api_app_id: workspace.app.id,
    event,
    type: 'event_callback',
    event_id: randomId('Ev'),
    event_time: Math.floor(workspace.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.team.id,
        user_id: workspace.app.user,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: randomId('4-'),
  };
}
