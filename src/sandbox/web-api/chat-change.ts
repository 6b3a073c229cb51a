import { MESSAGE_LIMITS, readContent } from '../content.ts';
import { conversation } from '../conversations.ts';
import { messageJson, permalink } from '../message-json.ts';
import { findMessage, remove, rewrite } from '../messages.ts';
import type { Message } from '../model.ts';
import { Refusal } from '../refusal.ts';
import type { Slack } from '../slack.ts';
import type { Args } from './args.ts';
import { ownConversation, rawContent } from './chat-post.ts';
import type { Method } from './method.ts';

/** Changes a message of the bot's own. */
export const update: Method = {
  name: 'chat.update',
  scope: 'chat:write',
  tier: 3,
  run: (slack, args) => {
    const message = ownMessage(slack, args, {
      frozen: 'is_inactive',
      foreign: 'cant_update_message',
    });
    const rules = { mostText: MESSAGE_LIMITS.update, refused: slack.views.refused };
    const content = readContent(rawContent(args), rules);
    if (Object.keys(content).length === 0) throw new Refusal('no_text');
    rewrite(slack.workspace, message, content);
    void slack.events.messageChanged(message);
    return {
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: messageJson(slack.workspace, message, { metadata: true }),
    };
  },
};

/** Takes a message of the bot's own away. */
export const deleteMessage: Method = {
  name: 'chat.delete',
  scope: 'chat:write',
  tier: 3,
  run: (slack, args) => {
    const message = ownMessage(slack, args, {
      frozen: 'is_archived',
      foreign: 'cant_delete_message',
    });
    remove(slack.workspace, message);
    void slack.events.messageDeleted(message);
    return { channel: message.channel, ts: message.ts };
  },
};

/** The address of a message. */
export const getPermalink: Method = {
  name: 'chat.getPermalink',
  run: ({ workspace, url }, args) => {
    const channel = conversation(workspace, args.need('channel'));
    const message = findMessage(workspace, channel, args.need('message_ts'));
    return { channel: channel.id, permalink: permalink(url, message) };
  },
};

function ownMessage(
  slack: Slack,
  args: Args,
  refusals: { frozen: string; foreign: string },
): Message {
  const channel = ownConversation(slack, args.need('channel'));
  if (channel.isArchived) throw new Refusal(refusals.frozen);
  const message = findMessage(slack.workspace, channel, args.need('ts'));
  if (message.user !== slack.workspace.app.user) throw new Refusal(refusals.foreign);
  return message;
}
