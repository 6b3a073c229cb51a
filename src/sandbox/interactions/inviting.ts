import { addBot } from '../channel-changes.ts';
import { post } from '../messages.ts';
import type { Conversation } from '../model.ts';
import type { Slack } from '../slack.ts';
import { withMentions } from './mentions.ts';
import { ActionFailed } from './telling.ts';

/** Slack's own `/invite @somebody`: people are in every channel here, and the bot may not be. */
export function invite(slack: Slack, user: string, words: string, channel: Conversation): void {
  const { workspace } = slack;
  const bot = workspace.app.user;
  if (withMentions(workspace, words.trim()) !== `<@${bot}>`) {
    const name = workspace.people.get(bot)?.name ?? '';
    throw new ActionFailed(`Only the bot can be invited here: /invite @${name}.`);
  }
  if (channel.person !== undefined) throw new ActionFailed('Nobody can be invited here.');
  if (channel.members.has(bot)) throw new ActionFailed('It is in this channel already.');
  addBot(slack, channel);
  const text = `was added to the channel by <@${user}>.`;
  post(workspace, { channel, user: bot, text, subtype: 'channel_join' });
}
