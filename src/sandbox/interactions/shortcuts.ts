import { messageJson } from '../message-json.ts';
import type { Message } from '../model.ts';
import type { Slack } from '../slack.ts';
import { ActionFailed, baseOf, tell } from './telling.ts';

/** Somebody uses a shortcut, on a message or without one. */
export async function useShortcut(
  slack: Slack,
  user: string,
  callbackId: string,
  message?: Message,
): Promise<void> {
  const known = slack.settings.app.shortcuts.find((each) => each.callback_id === callbackId);
  if (!known) throw new ActionFailed(`The app has no shortcut ${callbackId}.`);
  if ((known.type === 'message') !== (message !== undefined)) {
    throw new ActionFailed(`The shortcut ${callbackId} is a ${known.type} shortcut.`);
  }
  const payload = {
    type: message ? 'message_action' : 'shortcut',
    ...baseOf(slack, user),
    action_ts: slack.workspace.nextTs(),
    callback_id: callbackId,
    trigger_id: slack.triggers.issue(user),
    ...(message ? onMessage(slack, user, message) : {}),
  };
  await tell(slack, { type: 'interactive', name: `shortcut ${callbackId}`, payload });
}

function onMessage(slack: Slack, user: string, message: Message): object {
  const channel = slack.workspace.conversations.get(message.channel);
  if (!channel) throw new ActionFailed('This channel is gone.');
  const threadTs = message.threadTs;
  const origin = { channel, user, message, ...(threadTs === undefined ? {} : { threadTs }) };
  return {
    message_ts: message.ts,
    message: messageJson(slack.workspace, message),
    channel: { id: channel.id, name: channel.person ? 'directmessage' : channel.name },
    response_url: slack.url + slack.responseUrls.issue('actions', origin),
  };
}
