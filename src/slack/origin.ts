import type {
  BlockAction,
  MessageShortcut,
  RespondFn,
  SlashCommand,
  ViewSubmitAction,
} from '@slack/bolt';
import type { Origin } from './asker.ts';
import { HOME_ANSWER } from './blocks/index.ts';
import type { Scene } from './events/event.ts';

/** Where a click came from. In a modal and in the Home there is neither a channel nor a way to respond. */
export function originOfAction(body: BlockAction, respond: RespondFn): Origin {
  return {
    userId: body.user.id,
    userName: body.user.name ?? body.user.username,
    channelId: body.channel?.id ?? null,
    threadTs: threadOf(body.message),
    triggerId: body.trigger_id,
    respond: body.response_url ? respond : null,
    home: homeOf(body.view),
  };
}

function homeOf(view: BlockAction['view']): Origin['home'] {
  if (view?.type === 'home') return { answer: null };
  return view?.callback_id === HOME_ANSWER ? { answer: { id: view.id, hash: view.hash } } : null;
}

/** Where a command was typed. */
export function originOfCommand(command: SlashCommand, respond: RespondFn): Origin {
  return {
    userId: command.user_id,
    userName: command.user_name,
    channelId: command.channel_id,
    // Slack does not take our commands in threads, so far; should it ever, this is how it would say so.
    threadTs: text(command['thread_ts']),
    triggerId: command.trigger_id,
    respond,
    home: null,
  };
}

/** On which message a shortcut was used. */
export function originOfShortcut(shortcut: MessageShortcut, respond: RespondFn): Origin {
  return {
    userId: shortcut.user.id,
    userName: shortcut.user.name,
    channelId: shortcut.channel.id,
    threadTs: threadOf(shortcut.message),
    triggerId: shortcut.trigger_id,
    respond,
    home: null,
  };
}

/** Who submitted a modal; the channel is that of the incident which it is about. */
export function originOfView(body: ViewSubmitAction, channelId: string | null): Origin {
  return {
    userId: body.user.id,
    userName: body.user.name,
    channelId,
    threadTs: null,
    triggerId: body.trigger_id,
    respond: null,
    home: null,
  };
}

/** Where an event happened: there is no click behind it that could be responded to. */
export function originOfEvent(scene: Scene): Origin {
  // The name is looked up; an event carries none.
  return { ...scene, userName: scene.userId, triggerId: null, respond: null, home: null };
}

/** The thread that a message is a reply in; a message that began one stands in the channel. */
function threadOf(message: BlockAction['message']): string | null {
  const thread = text(message?.['thread_ts']);
  return thread === message?.ts ? null : thread;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
