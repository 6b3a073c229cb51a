import type { Ack } from './delivery.ts';
import type { Message } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Slack } from './slack.ts';

/** Puts somebody's emoji on a message, and tells the bot. */
export function addReaction(
  slack: Slack,
  message: Message,
  by: { user: string; name: string },
): Promise<Ack | undefined> {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(by.name)) throw new Refusal('invalid_name');
  const users = message.reactions.get(by.name) ?? [];
  if (users.includes(by.user)) throw new Refusal('already_reacted');
  message.reactions.set(by.name, [...users, by.user]);
  return told(slack, 'reaction_added', message, by);
}

/** Takes somebody's emoji away again, and tells the bot. */
export function removeReaction(
  slack: Slack,
  message: Message,
  by: { user: string; name: string },
): Promise<Ack | undefined> {
  const users = message.reactions.get(by.name) ?? [];
  if (!users.includes(by.user)) throw new Refusal('no_reaction');
  const left = users.filter((user) => user !== by.user);
  if (left.length > 0) message.reactions.set(by.name, left);
  else message.reactions.delete(by.name);
  return told(slack, 'reaction_removed', message, by);
}

function told(
  slack: Slack,
  type: string,
  message: Message,
  by: { user: string; name: string },
): Promise<Ack | undefined> {
  const { workspace, events } = slack;
  workspace.bell.ring();
  return events.publish(
    {
      type,
      user: by.user,
      reaction: by.name,
      item: { type: 'message', channel: message.channel, ts: message.ts },
      item_user: message.user,
      event_ts: workspace.nextTs(),
    },
    workspace.conversations.get(message.channel),
  );
}
