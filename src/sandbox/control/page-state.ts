import type { Parts } from '../assemble.ts';
import type { Json } from '../block-kit/checks.ts';
import { stateValues } from '../element-state.ts';
import type { Conversation, Message, Person, View } from '../model.ts';
import { nextTryBy } from '../next-try.ts';
import type {
  Block,
  PageChannel,
  PageMessage,
  PageState,
  PageUser,
  PageView,
} from '../protocol.ts';
import { blocksOf } from '../views.ts';
import { directMessage } from '../workspace.ts';

const NEWEST_MESSAGES = 500;
const NEWEST_REQUESTS = 100;

/** How far each person has read each conversation: the time of the last message seen. */
export type Reading = Map<string, string>;

/** Nobody has read anything. */
export function createReading(): Reading {
  return new Map();
}

/** Notes that somebody has seen everything in a conversation so far. */
export function markRead(parts: Parts, reading: Reading, user: string, channel: string): void {
  const all = [...(parts.slack.workspace.messages.get(channel)?.keys() ?? [])];
  reading.set(`${user} ${channel}`, all.at(-1) ?? '');
  parts.slack.workspace.bell.ring();
}

/** Who looks, and in which tab of the page where that is known. */
export interface Looker {
  readonly user: string;
  readonly tab?: string;
}

/** All that the page shows to one person. */
export function pageState(parts: Parts, reading: Reading, { user, tab }: Looker): PageState {
  const { slack, log, faults } = parts;
  const { workspace, views, settings } = slack;
  slack.deferred.runDue();
  const channels = conversationsOf(parts, user);
  return {
    started: workspace.started,
    now: workspace.now(),
    team: { id: workspace.team.id, name: workspace.team.name },
    connected: slack.bot.isConnected(),
    bot: workspace.app.user,
    users: [...workspace.people.values()].map(pageUser),
    usergroups: workspace.userGroups.map(({ id, handle }) => ({ id, handle })),
    channels: channels.map((each) => pageChannel(parts, reading, user, each)),
    messages: channels.flatMap((each) => pageMessages(parts, user, each)),
    modals: (views.stacks.get(user) ?? []).filter((view) => isOpenIn(view, tab)).map(pageView),
    has_home: settings.app.events.includes('app_home_opened'),
    home: optional(views.homes.get(user)),
    commands: settings.app.commands.map(({ command, usage_hint }) => ({ command, usage_hint })),
    shortcuts: settings.app.shortcuts,
    fault: faults.mode,
    scopes: settings.app.scopes,
    missing_scope: [...slack.withheld][0] ?? null,
    next_try: nextTryBy(log.all),
    kept_in: settings.memory?.name ?? null,
    ...triedIn(parts),
    requests: log.all.slice(-NEWEST_REQUESTS).reverse(),
  };
}

function triedIn({ tryIt }: Parts): Pick<PageState, 'try_it'> {
  const state = tryIt.state();
  return state ? { try_it: state } : {};
}

function conversationsOf({ slack }: Parts, user: string): readonly Conversation[] {
  directMessage(slack.workspace, user);
  return [...slack.workspace.conversations.values()].filter(
    (each) => each.person === undefined || each.person === user,
  );
}

function pageChannel(
  { slack }: Parts,
  reading: Reading,
  user: string,
  channel: Conversation,
): PageChannel {
  const { workspace } = slack;
  const seen = reading.get(`${user} ${channel.id}`) ?? workspace.before;
  const all = [...(workspace.messages.get(channel.id)?.values() ?? [])];
  const news = all.filter(
    (each) => each.ts > seen && !each.threadTs && each.user !== user && isVisible(each, user),
  );
  return {
    id: channel.id,
    name: channel.person ? (workspace.people.get(workspace.app.user)?.name ?? '') : channel.name,
    topic: channel.topic,
    is_im: channel.person !== undefined,
    is_member: channel.members.has(user),
    is_archived: channel.isArchived,
    is_private: channel.isPrivate,
    has_bot: channel.members.has(workspace.app.user),
    unread: news.length,
  };
}

function pageMessages({ slack }: Parts, user: string, channel: Conversation): PageMessage[] {
  const all = [...(slack.workspace.messages.get(channel.id)?.values() ?? [])];
  return all
    .slice(-NEWEST_MESSAGES)
    .filter((each) => isVisible(each, user))
    .map(pageMessage);
}

function pageMessage(message: Message): PageMessage {
  const { channel, ts, threadTs, user, text, blocks, replies } = message;
  const reactions = [...message.reactions].map(([name, users]) => ({ name, users }));
  return {
    channel,
    ts,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    user,
    text,
    blocks: (blocks ?? []).map(pageBlock),
    ...(message.ephemeralTo === undefined ? {} : { ephemeral: true }),
    ...(message.editedAt === undefined ? {} : { edited: true }),
    ...(replies.length > 0 ? { reply_count: replies.length } : {}),
    ...(reactions.length > 0 ? { reactions } : {}),
  };
}

function pageUser({ id, name, realName, isBot, tz }: Person): PageUser {
  return { id, name, real_name: realName, is_bot: isBot, tz };
}

/** Who closes the page closes its modals with it, as in Slack. */
function isOpenIn(view: View, tab: string | undefined): boolean {
  return tab === undefined || view.tab === undefined || view.tab === tab;
}

function pageView(view: View): PageView {
  const { definition } = view;
  return {
    id: view.id,
    type: definition['type'] === 'home' ? 'home' : 'modal',
    callback_id: String(definition['callback_id'] ?? ''),
    title: textOf(definition['title']) ?? '',
    submit: textOf(definition['submit']) ?? null,
    close: textOf(definition['close']) ?? null,
    blocks: blocksOf(view).map(pageBlock),
    values: stateValues(blocksOf(view), view.values),
    errors: view.errors,
  };
}

function optional(view: View | undefined): PageView | null {
  return view ? pageView(view) : null;
}

function pageBlock(block: Json): Block {
  return { ...block, type: String(block['type']) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'object' && value && 'text' in value ? String(value.text) : undefined;
}

function isVisible(message: Message, user: string): boolean {
  return message.ephemeralTo === undefined || message.ephemeralTo === user;
}
