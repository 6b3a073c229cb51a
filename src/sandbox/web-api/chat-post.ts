import { type RawContent, readNewContent } from '../content.ts';
import { conversation, destination, needMembership, person } from '../conversations.ts';
import { messageJson } from '../message-json.ts';
import { post } from '../messages.ts';
import type { Conversation } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { scopesOf } from '../scopes.ts';
import type { Slack } from '../slack.ts';
import type { Args } from './args.ts';
import type { Method } from './method.ts';

/** Says something in a channel, thread or direct message. */
export const postMessage: Method = {
  name: 'chat.postMessage',
  scope: 'chat:write',
  run: (slack, args) => {
    const { workspace, events, views } = slack;
    const channel = openDestination(slack, args);
    const content = readNewContent(rawContent(args), views.refused);
    const username = args.text('username');
    const message = post(workspace, {
      ...content,
      ...threadOf(args),
      channel,
      user: workspace.app.user,
      ...(username === undefined ? {} : { username }),
    });
    void events.messagePosted(message);
    const { ts } = message;
    return {
      channel: channel.id,
      ts,
      message: messageJson(workspace, message, { metadata: true }),
    };
  },
};

/** Says something that one person sees. */
export const postEphemeral: Method = {
  name: 'chat.postEphemeral',
  scope: 'chat:write',
  tier: 4,
  run: (slack, args) => {
    const { workspace, views } = slack;
    const channel = openDestination(slack, args);
    const reader = person(workspace, args.need('user'));
    if (!channel.members.has(reader.id)) throw new Refusal('user_not_in_channel');
    const message = post(workspace, {
      ...readNewContent(rawContent(args), views.refused),
      ...threadOf(args),
      channel,
      user: workspace.app.user,
      ephemeralTo: reader.id,
    });
    return { message_ts: message.ts };
  },
};

/** The parts of a call that make a message. */
export function rawContent(args: Args): RawContent {
  return {
    text: typeof args.all['text'] === 'string' ? args.all['text'] : args.text('text'),
    markdownText: args.text('markdown_text'),
    blocks: args.json('blocks', 'invalid_blocks_format'),
    attachments: args.json('attachments', 'invalid_attachments'),
    metadata: args.json('metadata', 'metadata_must_be_sent_as_json'),
  };
}

/** A conversation of the bot's own that takes changes. */
export function ownConversation(slack: Slack, id: string): Conversation {
  const found = conversation(slack.workspace, id);
  needMembership(slack.workspace, found);
  return found;
}

function openDestination(slack: Slack, args: Args): Conversation {
  const channel = destination(slack.workspace, args.need('channel'));
  if (channel.isArchived) throw new Refusal('is_archived');
  if (channel.isReadOnly) throw new Refusal('restricted_action_read_only_channel');
  const mayAnywhere = scopesOf(slack).includes('chat:write.public');
  if (!mayAnywhere) needMembership(slack.workspace, channel);
  return channel;
}

function threadOf(args: Args): { threadTs?: string; broadcast?: boolean } {
  const threadTs = args.text('thread_ts');
  if (threadTs === undefined) return {};
  return { threadTs, ...(args.flag('reply_broadcast') ? { broadcast: true } : {}) };
}
