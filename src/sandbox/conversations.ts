import type { Conversation, Person } from './model.ts';
import { Refusal } from './refusal.ts';
import { directMessage, type Workspace } from './workspace.ts';

/** The conversation with this id, as far as the bot may know of it. */
export function conversation(workspace: Workspace, id: string): Conversation {
  const found = forPeople(workspace, id);
  if (!isVisible(workspace, found)) throw new Refusal('channel_not_found');
  return found;
}

/** The conversation with this id, whether or not the bot may know of it. */
export function forPeople(workspace: Workspace, id: string): Conversation {
  const found = workspace.conversations.get(id);
  if (!found) throw new Refusal('channel_not_found');
  return found;
}

/** Whether the bot may know of it. */
export function isVisible({ app }: Workspace, { isPrivate, members }: Conversation): boolean {
  return !isPrivate || members.has(app.user);
}

/** Where a post goes: an id, `#name`, `name`, or a user's id for a direct message. */
export function destination(workspace: Workspace, wanted: string): Conversation {
  const person = workspace.people.get(wanted);
  if (person && !person.isBot) return directMessage(workspace, person.id);
  return conversation(workspace, named(workspace, wanted)?.id ?? wanted);
}

/** The channel with this name, with or without `#`. */
function named(workspace: Workspace, name: string): Conversation | undefined {
  const wanted = name.replace(/^#/, '');
  return [...workspace.conversations.values()].find(
    (each) => each.person === undefined && each.name === wanted,
  );
}

/** Refuses unless the bot is in the conversation. */
export function needMembership(workspace: Workspace, conversation: Conversation): void {
  if (!conversation.members.has(workspace.app.user)) throw new Refusal('not_in_channel');
}

/** The member with this id. */
export function person(workspace: Workspace, id: string): Person {
  const found = workspace.people.get(id);
  if (!found) throw new Refusal('user_not_found');
  return found;
}

/** A conversation as the Web API shows it. */
export function conversationJson(workspace: Workspace, conversation: Conversation): object {
  const isIm = conversation.person !== undefined;
  return {
    id: conversation.id,
    created: conversation.created,
    is_im: isIm,
    is_archived: conversation.isArchived,
    is_org_shared: false,
    context_team_id: workspace.team.id,
    ...(isIm ? directFields(conversation) : channelFields(workspace, conversation)),
  };
}

function directFields(conversation: Conversation): object {
  return { user: conversation.person, is_user_deleted: false, is_open: true, priority: 0 };
}

function channelFields(workspace: Workspace, conversation: Conversation): object {
  return {
    name: conversation.name,
    name_normalized: conversation.name,
    is_channel: !conversation.isPrivate,
    is_group: conversation.isPrivate,
    is_mpim: false,
    is_private: conversation.isPrivate,
    ...(conversation.isReadOnly ? { is_read_only: true } : {}),
    is_general: conversation.name === 'general',
    is_shared: false,
    is_member: conversation.members.has(workspace.app.user),
    topic: { value: conversation.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
    num_members: conversation.members.size,
  };
}
