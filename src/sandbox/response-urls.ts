import { randomBytes } from 'node:crypto';
import { isObject, type Json } from './block-kit/checks.ts';
import { type RawContent, readNewContent } from './content.ts';
import type { Events } from './events.ts';
import { post, remove, rewrite } from './messages.ts';
import type { Conversation, Message } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

const MOST_USES = 5;
const LIFE_MS = 30 * 60_000;

/** Where an interaction came from, and to whom an answer to it goes. */
export interface Origin {
  readonly channel: Conversation;
  readonly user: string;
  /** The message with the button; none for a command. */
  readonly message?: Message;
  readonly threadTs?: string;
}

/** Addresses at which the bot may answer an interaction: five times in half an hour. */
export interface ResponseUrls {
  /** The path of a new address. */
  issue(kind: 'actions' | 'commands', origin: Origin): string;
  /** Does what was posted to the address; refuses an unknown or used-up one. */
  use(path: string, body: unknown): void;
  /** Shows an answer that came with the acknowledgement of a command. */
  answer(origin: Origin, body: Json): void;
}

interface Issued {
  readonly origin: Origin;
  readonly at: number;
  uses: number;
}

/** The addresses of one workspace. */
export function createResponseUrls(
  workspace: Workspace,
  views: Views,
  events: Events,
): ResponseUrls {
  const issued = new Map<string, Issued>();
  return { issue, use, answer };

  function issue(kind: 'actions' | 'commands', origin: Origin): string {
    const path = `/${kind}/${workspace.team.id}/${issued.size}/${randomBytes(12).toString('hex')}`;
    issued.set(path, { origin, at: workspace.now(), uses: 0 });
    return path;
  }

  function use(path: string, body: unknown): void {
    const address = issued.get(path);
    if (!address) throw new Refusal('invalid_url');
    if (workspace.now() - address.at > LIFE_MS) throw new Refusal('expired_url');
    if (address.uses >= MOST_USES) throw new Refusal('used_url');
    if (!isObject(body)) throw new Refusal('invalid_payload');
    perform(address.origin, body);
    address.uses += 1;
  }

  function perform(origin: Origin, body: Json): void {
    const { message } = origin;
    if (body['delete_original'] === true && message) takeAway(message);
    else if (body['replace_original'] === true && message) replace(message, body);
    else answer(origin, body);
  }

  function takeAway(message: Message): void {
    remove(workspace, message);
    if (!message.ephemeralTo) void events.messageDeleted(message);
  }

  function replace(message: Message, body: Json): void {
    rewrite(workspace, message, readNewContent(rawContent(body), views.refused));
    if (!message.ephemeralTo) void events.messageChanged(message);
  }

  function answer(origin: Origin, body: Json): void {
    const content = readNewContent(rawContent(body), views.refused);
    const isPublic = body['response_type'] === 'in_channel';
    const threadTs = body['thread_ts'] ?? origin.threadTs;
    const message = post(workspace, {
      ...content,
      channel: origin.channel,
      user: workspace.app.user,
      ...(typeof threadTs === 'string' ? { threadTs } : {}),
      ...(isPublic ? {} : { ephemeralTo: origin.user }),
    });
    if (isPublic) void events.messagePosted(message);
  }
}

function rawContent(body: Json): RawContent {
  const { text, blocks, attachments, metadata } = body;
  return { text: typeof text === 'string' ? text : undefined, blocks, attachments, metadata };
}
