/** What people do to a channel, and what the bot hears of it. */
import type { Conversation } from './model.ts';
import type { Slack } from './slack.ts';

/** Nobody can post any more, until it is unarchived. */
export function archive(slack: Slack, channel: Conversation): void {
  channel.isArchived = true;
  tellOf(slack, channel, 'channel_archive');
}

/** It takes messages again. */
export function unarchive(slack: Slack, channel: Conversation): void {
  channel.isArchived = false;
  tellOf(slack, channel, 'channel_unarchive');
}

/** Somebody throws the bot out. */
export function removeBot(slack: Slack, channel: Conversation): void {
  const { user } = slack.workspace.app;
  tellOf(slack, channel, 'member_left_channel', { user, channel_type: typeOf(channel) });
  channel.members.delete(user);
}

/** Somebody invites the bot. */
export function addBot(slack: Slack, channel: Conversation): void {
  const { user } = slack.workspace.app;
  channel.members.add(user);
  tellOf(slack, channel, 'member_joined_channel', { user, channel_type: typeOf(channel) });
}

/** From now on the channel is one of those that the bot sees as a member only, and it is none. */
export function lockOut(slack: Slack, channel: Conversation): void {
  removeBot(slack, channel);
  channel.isPrivate = true;
}

/** Tells the bot, where it is in the channel, and the page. */
export function tellOf(
  { workspace, events }: Slack,
  channel: Conversation,
  type: string,
  more: object = {},
): void {
  workspace.bell.ring();
  const event = { type, channel: channel.id, event_ts: workspace.nextTs(), ...more };
  void events.publish(event, channel);
}

const typeOf = ({ isPrivate }: Conversation) => (isPrivate ? 'G' : 'C');
