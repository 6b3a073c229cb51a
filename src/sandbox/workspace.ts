import { lastOf, restore } from './keeping/restore.ts';
import type { Conversation, Message, Person, UserGroup } from './model.ts';
import { type ChannelSeed, randomId, type Settings } from './options.ts';
import { type Bell, createBell } from './signals.ts';

/** Everything that a workspace remembers, except views. */
export interface Workspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: { readonly id: string; readonly botId: string; readonly user: string };
  readonly people: Map<string, Person>;
  readonly userGroups: readonly UserGroup[];
  readonly conversations: Map<string, Conversation>;
  /** By conversation, then by `ts`; oldest first. */
  readonly messages: Map<string, Map<string, Message>>;
  readonly bell: Bell;
  /** When the oldest thing that it remembers can be, in milliseconds: its beginning, or 0 where it goes on. */
  readonly started: number;
  /** The last message that was there at the start; empty: none was. */
  readonly before: string;
  now(): number;
  /** The next message time: unique and rising, also while the clock stands. */
  nextTs(): string;
}

/** A workspace with the people and channels of the seed. */
export function createWorkspace(settings: Settings): Workspace {
  const kept = settings.memory?.kept?.conversations;
  const before = lastOf(kept ?? []);
  const workspace: Workspace = {
    team: { id: settings.teamId, name: settings.teamName, domain: 'sandbox' },
    app: { id: 'A000QUELL', botId: 'B000QUELL', user: seededId('U', settings.app.name) },
    people: new Map(),
    userGroups: settings.seed.userGroups.map(userGroup),
    conversations: new Map(),
    messages: new Map(),
    bell: createBell(),
    started: kept ? 0 : settings.now(),
    before,
    now: settings.now,
    nextTs: risingTs(settings.now, before),
  };
  addPeople(workspace, settings);
  if (kept) restore(workspace, kept);
  else for (const channel of settings.seed.channels) addChannel(workspace, channel);
  return workspace;
}

/** Adds a channel with everybody in it; the bot only if said so. */
export function addChannel(workspace: Workspace, channel: ChannelSeed): Conversation {
  const people = [...workspace.people.values()].filter((person) => !person.isBot);
  const id = seededId('C', channel.name);
  return addConversation(workspace, {
    id: workspace.conversations.has(id) ? randomId('C') : id,
    name: channel.name,
    topic: channel.topic ?? '',
    isPrivate: channel.isPrivate ?? false,
    isReadOnly: channel.isReadOnly ?? false,
    members: [
      ...people.map((person) => person.id),
      ...(channel.botIsMember ? [workspace.app.user] : []),
    ],
  });
}

/** The direct message between the bot and a person; made when it is first needed. */
export function directMessage(workspace: Workspace, person: string): Conversation {
  const found = [...workspace.conversations.values()].find((each) => each.person === person);
  const members = [person, workspace.app.user];
  const id = `D${person.slice(1)}`;
  return found ?? addConversation(workspace, { id, name: '', topic: '', members, person });
}

/** What a conversation begins with. */
type Begun = Pick<Conversation, 'id' | 'name' | 'topic' | 'person'> &
  Partial<Pick<Conversation, 'isPrivate' | 'isReadOnly'>> & { readonly members: readonly string[] };

function addConversation(workspace: Workspace, given: Begun): Conversation {
  const conversation: Conversation = {
    isPrivate: false,
    isReadOnly: false,
    ...given,
    created: Math.floor(workspace.now() / 1000),
    isArchived: false,
    members: new Set(given.members),
  };
  workspace.conversations.set(conversation.id, conversation);
  workspace.messages.set(conversation.id, new Map());
  workspace.bell.ring();
  return conversation;
}

function addPeople(workspace: Workspace, settings: Settings): void {
  const { user } = workspace.app;
  for (const person of settings.seed.people) {
    const id = seededId('U', person.name);
    const email = `${person.name}@example.com`;
    workspace.people.set(id, { ...person, id, email, isBot: false });
  }
  const bot = { name: settings.app.name, realName: capital(settings.app.name), tz: 'Etc/UTC' };
  workspace.people.set(user, { ...bot, id: user, email: '', isBot: true });
}

function userGroup(seed: Settings['seed']['userGroups'][number]): UserGroup {
  return {
    ...seed,
    id: seededId('S', seed.handle),
    people: seed.people.map((name) => seededId('U', name)),
  };
}

/** An id that is the same in each run and still looks like Slack's: `U000000ANN`. */
function seededId(prefix: string, name: string): string {
  return (
    prefix +
    name
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '')
      .padStart(9, '0')
  );
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function risingTs(now: () => number, before: string): () => string {
  let last = Number(before.replace('.', ''));
  return () => {
    last = Math.max(last + 1, Math.floor(now() * 1000));
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}
