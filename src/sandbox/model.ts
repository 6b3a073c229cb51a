/** The nouns of a Slack workspace as the sandbox keeps them. */
import type { Json } from './block-kit/checks.ts';

/** A member of the workspace, the bot included. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly tz: string;
  readonly isBot: boolean;
  readonly email: string;
}

/** A user group such as `@leads`. */
export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly people: readonly string[];
}

/** A channel, or a direct message with the bot. */
export interface Conversation {
  readonly id: string;
  name: string;
  topic: string;
  readonly created: number;
  /** The person at the other end of a direct message. */
  readonly person?: string;
  isPrivate: boolean;
  readonly isReadOnly: boolean;
  isArchived: boolean;
  readonly members: Set<string>;
}

/** A message or a reply. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  text: string;
  blocks?: readonly Json[];
  attachments?: readonly Json[];
  metadata?: Json;
  /** The message that this one replies to. */
  readonly threadTs?: string;
  /** A reply that is shown in the channel too. */
  readonly broadcast?: boolean;
  /** The only person who sees it. */
  readonly ephemeralTo?: string;
  subtype?: string;
  readonly username?: string;
  editedAt?: string;
  readonly reactions: Map<string, string[]>;
  readonly replies: Message[];
}

/** What the elements of a view hold: by block id, then by action id. */
export type Values = Record<string, Record<string, Json>>;

/** A modal or an App Home that somebody has before them. */
export interface View {
  readonly id: string;
  readonly owner: string;
  /** The tab of the page in which it was opened; without one it is shown in all of them. */
  readonly tab?: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** What the bot sent, with ids filled in. */
  definition: Json;
  hash: string;
  values: Values;
  errors: Readonly<Record<string, string>>;
}
