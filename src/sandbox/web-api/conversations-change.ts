import { conversation, conversationJson, person } from '../conversations.ts';
import { Refusal } from '../refusal.ts';
import { directMessage } from '../workspace.ts';
import type { Method } from './method.ts';

/** Makes the bot a member of a public channel. */
export const join: Method = {
  name: 'conversations.join',
  scope: 'channels:join',
  tier: 3,
  run: ({ workspace, events }, args) => {
    const channel = conversation(workspace, args.need('channel'));
    if (channel.person) throw new Refusal('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new Refusal('is_archived');
    const { user } = workspace.app;
    const wasMember = channel.members.has(user);
    channel.members.add(user);
    workspace.bell.ring();
    if (wasMember)
      return { channel: conversationJson(workspace, channel), warning: 'already_in_channel' };
    void events.publish(
      {
        type: 'member_joined_channel',
        user,
        channel: channel.id,
        channel_type: 'C',
        team: workspace.team.id,
        event_ts: workspace.nextTs(),
      },
      channel,
    );
    return { channel: conversationJson(workspace, channel) };
  },
};

/** Opens the direct message with a person. */
export const open: Method = {
  name: 'conversations.open',
  scope: 'im:write',
  tier: 3,
  run: ({ workspace }, args) => {
    const given = args.text('channel');
    const users = args.text('users')?.split(',') ?? [];
    if (given === undefined && users.length === 0) throw new Refusal('users_list_not_supplied');
    if (users.length > 1) throw new Refusal('method_not_supported_for_channel_type');
    const channel =
      given === undefined
        ? directMessage(workspace, person(workspace, users[0] ?? '').id)
        : conversation(workspace, given);
    return args.flag('return_im')
      ? { channel: conversationJson(workspace, channel) }
      : { channel: { id: channel.id } };
  },
};
