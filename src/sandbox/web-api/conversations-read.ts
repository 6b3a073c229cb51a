import { conversation, conversationJson, isVisible } from '../conversations.ts';
import { messageJson } from '../message-json.ts';
import { messagesOf } from '../messages.ts';
import type { Conversation, Message } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { Slack } from '../slack.ts';
import type { Args } from './args.ts';
import { ownConversation } from './chat-post.ts';
import type { Method } from './method.ts';
import { nextCursor, type Page, page } from './paging.ts';

/** All conversations that the bot may know of. */
export const list: Method = {
  name: 'conversations.list',
  scope: forTypes,
  tier: 2,
  run: (slack, args) => channelsPage(slack, args, () => true),
};

/** The conversations that the bot is in. */
export const ofUser: Method = {
  name: 'users.conversations',
  scope: forTypes,
  tier: 3,
  run: (slack, args) => {
    const user = args.text('user') ?? slack.workspace.app.user;
    return channelsPage(slack, args, (channel) => channel.members.has(user));
  },
};

/** One conversation. */
export const info: Method = {
  name: 'conversations.info',
  scope: toRead,
  tier: 3,
  run: ({ workspace }, args) => ({
    channel: conversationJson(workspace, conversation(workspace, args.need('channel'))),
  }),
};

/** The messages of a conversation, newest first, without the replies. */
export const history: Method = {
  name: 'conversations.history',
  scope: forHistory,
  tier: 3,
  run: (slack, args) => {
    const channel = ownConversation(slack, args.need('channel'));
    const shown = [...messagesOf(slack.workspace, channel).values()].filter(
      (each) => !each.ephemeralTo && (!each.threadTs || each.broadcast),
    );
    const found = page(within(shown, args).reverse(), args, { otherwise: 100, most: 999 });
    return { ...messagesPage(slack, args, found), pin_count: 0 };
  },
};

/** A message and its replies, oldest first. */
export const replies: Method = {
  name: 'conversations.replies',
  scope: forHistory,
  tier: 3,
  run: (slack, args) => {
    const channel = ownConversation(slack, args.need('channel'));
    const parent = threadOf(slack, channel, args.need('ts'));
    const all = [parent, ...within(parent.replies, args)];
    return messagesPage(slack, args, page(all, args, { otherwise: 1000, most: 1000 }));
  },
};

/** Who is in a conversation. */
export const members: Method = {
  name: 'conversations.members',
  scope: toRead,
  tier: 4,
  run: ({ workspace }, args) => {
    const { members: all } = conversation(workspace, args.need('channel'));
    const found = page([...all], args, { otherwise: 100, most: 1000 });
    return { members: found.items, ...nextCursor(found.next) };
  },
};

function channelsPage(
  { workspace }: Slack,
  args: Args,
  wanted: (channel: Conversation) => boolean,
): object {
  const types = typesIn(args);
  const all = [...workspace.conversations.values()].filter(
    (each) =>
      types.includes(typeOf(each)) &&
      isVisible(workspace, each) &&
      !(args.flag('exclude_archived') && each.isArchived) &&
      wanted(each),
  );
  const found = page(all, args, { otherwise: 100, most: 1000 });
  const channels = found.items.map((each) => conversationJson(workspace, each));
  return { channels, ...nextCursor(found.next) };
}

function typeOf({ person, isPrivate }: Conversation): string {
  if (person !== undefined) return 'im';
  return isPrivate ? 'private_channel' : 'public_channel';
}

function typesIn(args: Args): readonly string[] {
  return (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
}

/** The beginning of the scopes for each type: https://docs.slack.dev/reference/methods/conversations.list. */
const FAMILIES: Readonly<Record<string, string>> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

function forTypes(_slack: Slack, args: Args): readonly string[] {
  return typesIn(args).flatMap((type) => (FAMILIES[type] ? [`${FAMILIES[type]}:read`] : []));
}

function toRead(slack: Slack, args: Args): readonly string[] {
  return [`${familyOf(slack, args)}:read`];
}

function forHistory(slack: Slack, args: Args): readonly string[] {
  return [`${familyOf(slack, args)}:history`];
}

/** What the bot may not know of is looked for among the public ones. */
function familyOf({ workspace }: Slack, args: Args): string {
  const found = workspace.conversations.get(args.text('channel') ?? '');
  const isKnown = found !== undefined && isVisible(workspace, found);
  return FAMILIES[isKnown ? typeOf(found) : 'public_channel'] ?? '';
}

function messagesPage(slack: Slack, args: Args, found: Page<Message>): object {
  const metadata = args.flag('include_all_metadata');
  return {
    messages: found.items.map((each) => messageJson(slack.workspace, each, { metadata })),
    has_more: found.next !== '',
    ...(found.next === '' ? {} : nextCursor(found.next)),
  };
}

function within(messages: readonly Message[], args: Args): Message[] {
  const oldest = bound(args, 'oldest', Number.NEGATIVE_INFINITY);
  const latest = bound(args, 'latest', Number.POSITIVE_INFINITY);
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = microseconds(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function bound(args: Args, name: string, otherwise: number): number {
  const value = args.text(name);
  if (value === undefined) return otherwise;
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Refusal(`invalid_ts_${name}`);
  return microseconds(value);
}

/** Message times are too long for a double in seconds, and just short enough in microseconds. */
function microseconds(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

function threadOf(slack: Slack, channel: Conversation, ts: string): Message {
  const all = messagesOf(slack.workspace, channel);
  const found = all.get(ts);
  const parent = found?.threadTs ? all.get(found.threadTs) : found;
  if (!parent || parent.ephemeralTo) throw new Refusal('thread_not_found');
  return parent;
}
