import { messageJson, permalink } from '../message-json.ts';
import { findMessage } from '../messages.ts';
import type { Message } from '../model.ts';
import { addReaction, removeReaction } from '../reactions.ts';
import type { Slack } from '../slack.ts';
import type { Args } from './args.ts';
import { ownConversation } from './chat-post.ts';
import type { Method } from './method.ts';

/** Puts an emoji on a message. */
export const add: Method = {
  name: 'reactions.add',
  scope: 'reactions:write',
  tier: 3,
  run: (slack, args) => {
    void addReaction(slack, target(slack, args), reaction(slack, args));
    return {};
  },
};

/** Takes the bot's emoji off a message. */
export const remove: Method = {
  name: 'reactions.remove',
  scope: 'reactions:write',
  tier: 2,
  run: (slack, args) => {
    void removeReaction(slack, target(slack, args), reaction(slack, args));
    return {};
  },
};

/** The emoji on a message. */
export const get: Method = {
  name: 'reactions.get',
  scope: 'reactions:read',
  tier: 3,
  run: (slack, args) => {
    const message = target(slack, args);
    const json = messageJson(slack.workspace, message);
    return {
      type: 'message',
      channel: message.channel,
      message: { ...json, permalink: permalink(slack.url, message) },
    };
  },
};

function target(slack: Slack, args: Args): Message {
  const channel = ownConversation(slack, args.need('channel'));
  return findMessage(slack.workspace, channel, args.need('timestamp'));
}

function reaction(slack: Slack, args: Args): { user: string; name: string } {
  return { user: slack.workspace.app.user, name: args.need('name').replaceAll(/^:|:$/g, '') };
}
