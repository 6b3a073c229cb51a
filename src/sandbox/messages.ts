import type { Json } from './block-kit/checks.ts';
import type { Conversation, Message } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** What a message says. */
export interface Content {
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly attachments?: readonly Json[];
  readonly metadata?: Json;
}

/** A message before it has a time. */
export interface Draft extends Content {
  readonly channel: Conversation;
  readonly user: string;
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  readonly ephemeralTo?: string;
  readonly username?: string;
  readonly subtype?: string;
}

/** Keeps the message, and hangs it under its parent where it is a reply. */
export function post(workspace: Workspace, draft: Draft): Message {
  const { channel, threadTs, ...rest } = draft;
  const parent = threadTs === undefined ? undefined : threadParent(workspace, channel, threadTs);
  const message: Message = {
    ...rest,
    text: escaped(draft.text),
    ts: workspace.nextTs(),
    channel: channel.id,
    ...(parent ? { threadTs: parent.ts } : {}),
    reactions: new Map(),
    replies: [],
  };
  messagesOf(workspace, channel).set(message.ts, message);
  if (parent && !message.ephemeralTo) parent.replies.push(message);
  workspace.bell.ring();
  return message;
}

/** Changes what a message says; text without blocks removes the blocks, as Slack does. */
export function rewrite(workspace: Workspace, message: Message, content: Partial<Content>): void {
  if (content.text !== undefined) message.text = escaped(content.text);
  if (content.blocks) message.blocks = content.blocks;
  else if (content.text !== undefined) delete message.blocks;
  if (content.attachments) message.attachments = content.attachments;
  if (content.metadata) message.metadata = content.metadata;
  if (!content.blocks) message.editedAt = workspace.nextTs();
  workspace.bell.ring();
}

/** Takes a message away; one with replies leaves a stone behind, as in Slack. */
export function remove(workspace: Workspace, message: Message): void {
  if (message.replies.length > 0) {
    message.subtype = 'tombstone';
    message.text = 'This message was deleted.';
    delete message.blocks;
    delete message.metadata;
  } else {
    workspace.messages.get(message.channel)?.delete(message.ts);
    unhang(workspace, message);
  }
  workspace.bell.ring();
}

/** The messages and replies of a conversation, oldest first. */
export function messagesOf(workspace: Workspace, channel: Conversation): Map<string, Message> {
  return workspace.messages.get(channel.id) ?? new Map();
}

/** A message that is really there and that more than one person sees. */
export function findMessage(workspace: Workspace, channel: Conversation, ts: string): Message {
  const found = messagesOf(workspace, channel).get(ts);
  if (!found || found.ephemeralTo || found.subtype === 'tombstone') {
    throw new Refusal('message_not_found');
  }
  return found;
}

function threadParent(workspace: Workspace, channel: Conversation, ts: string): Message {
  const found = messagesOf(workspace, channel).get(ts);
  if (!found || found.ephemeralTo) throw new Refusal('thread_not_found');
  return found.threadTs === undefined ? found : threadParent(workspace, channel, found.threadTs);
}

function unhang(workspace: Workspace, message: Message): void {
  if (message.threadTs === undefined) return;
  const parent = workspace.messages.get(message.channel)?.get(message.threadTs);
  const index = parent?.replies.indexOf(message) ?? -1;
  if (index >= 0) parent?.replies.splice(index, 1);
}

/** Slack keeps `&`, `<` and `>` escaped, except in its own `<…>` marks. */
function escaped(text: string): string {
  return text
    .replaceAll(/&(?!amp;|lt;|gt;)/g, '&amp;')
    .replaceAll(/<(?![@#!]|https?:|mailto:|tel:|[a-z][a-z0-9+.-]*:\/\/)/g, '&lt;');
}
