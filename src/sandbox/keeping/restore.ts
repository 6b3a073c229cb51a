import type { Conversation, Message } from '../model.ts';
import type { KeptConversation, KeptMessage } from './kept.ts';

/** What a workspace remembers of what was said. */
interface Remembered {
  readonly conversations: Map<string, Conversation>;
  readonly messages: Map<string, Map<string, Message>>;
}

/** Puts back what was kept. */
export function restore(into: Remembered, conversations: readonly KeptConversation[]): void {
  for (const { members, messages, ...rest } of conversations) {
    into.conversations.set(rest.id, { ...rest, members: new Set(members) });
    into.messages.set(rest.id, restored(messages, rest.id));
  }
}

/** When the last of these messages was written; empty: there is none. */
export function lastOf(conversations: readonly KeptConversation[]): string {
  const all = conversations.flatMap(({ messages }) => messages.map(({ ts }) => ts));
  return all.toSorted().at(-1) ?? '';
}

function restored(messages: readonly KeptMessage[], channel: string): Map<string, Message> {
  const found = new Map<string, Message>();
  for (const { reactions, ...rest } of messages) {
    const parent = rest.threadTs === undefined ? undefined : found.get(rest.threadTs);
    // The message that it replied to was among the oldest, which are not kept.
    if (rest.threadTs !== undefined && !parent) continue;
    const message = {
      ...rest,
      channel,
      reactions: new Map(Object.entries(reactions)),
      replies: [],
    };
    found.set(rest.ts, message);
    parent?.replies.push(message);
  }
  return found;
}
