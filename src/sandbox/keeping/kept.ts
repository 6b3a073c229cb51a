import { z } from 'zod';

const Blocks = z.array(z.record(z.string(), z.unknown()));

/** A message as it is kept: its channel is around it, and its replies stand beside it. */
const KeptMessage = z.object({
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: Blocks.exactOptional(),
  attachments: Blocks.exactOptional(),
  metadata: z.record(z.string(), z.unknown()).exactOptional(),
  threadTs: z.string().exactOptional(),
  broadcast: z.boolean().exactOptional(),
  subtype: z.string().exactOptional(),
  username: z.string().exactOptional(),
  editedAt: z.string().exactOptional(),
  reactions: z.record(z.string(), z.array(z.string())),
});
export type KeptMessage = z.infer<typeof KeptMessage>;

const KeptConversation = z.object({
  id: z.string(),
  name: z.string(),
  topic: z.string(),
  created: z.number(),
  person: z.string().exactOptional(),
  isPrivate: z.boolean(),
  isReadOnly: z.boolean(),
  isArchived: z.boolean(),
  members: z.array(z.string()),
  /** Oldest first, replies included. */
  messages: z.array(KeptMessage),
});
export type KeptConversation = z.infer<typeof KeptConversation>;

/** What of a workspace outlasts its process: who it is, and what was said. Open modals and App Homes do not. */
const Kept = z.object({
  /** Says what this is, and in which form. */
  quell_sandbox: z.literal(1),
  team: z.object({ id: z.string(), name: z.string() }),
  tokens: z.object({ bot: z.string().min(1), app: z.string().min(1) }),
  signingSecret: z.string().min(1),
  /** Where it listened last: the bot's settings name it. */
  port: z.number().int().min(0).max(65_535),
  withheldScopes: z.array(z.string()),
  conversations: z.array(KeptConversation),
});
export type Kept = z.infer<typeof Kept>;

/** What was kept, from its text; undefined: it is something else. */
export function readKept(text: string): Kept | undefined {
  try {
    return Kept.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Where a workspace is kept. */
export interface Memory {
  /** What people call it: the file's name. */
  readonly name: string;
  /** What an earlier start left; null: nothing, it is a new workspace. */
  readonly kept: Kept | null;
  /** Takes what is to be kept from now on; false: it could not. */
  save(kept: Kept): boolean;
}
