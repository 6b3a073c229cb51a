import type { Json } from '../block-kit/checks.ts';
import { messageJson, permalink } from '../message-json.ts';
import type { Message } from '../model.ts';
import type { Slack } from '../slack.ts';
import type { Narrowing } from './finding.ts';
import { labels } from './finding.ts';
import { readable, wordsOf } from './words.ts';

/** Whoever presses the buttons. */
export interface Hand {
  click(target: MessageHandle, label: string, narrowing?: Narrowing): Promise<void>;
  choose(target: MessageHandle, label: string, choice: string | readonly string[]): Promise<void>;
}

/** A message as somebody who looks at Slack has it before them; always as it is now. */
export class MessageHandle {
  readonly message: Message;
  readonly #slack: Slack;
  readonly #as: (name: string) => Hand;

  constructor(slack: Slack, message: Message, as: (name: string) => Hand) {
    this.#slack = slack;
    this.message = message;
    this.#as = as;
  }

  get ts(): string {
    return this.message.ts;
  }

  /** Id of the channel. */
  get channel(): string {
    return this.message.channel;
  }

  /** The fallback text, as it was sent. */
  get text(): string {
    return this.message.text;
  }

  /** Id of who sent it. */
  get user(): string {
    return this.message.user;
  }

  get blocks(): readonly Json[] {
    return this.message.blocks ?? [];
  }

  /** Everything that one reads in it, buttons included. */
  get words(): string {
    const { workspace } = this.#slack;
    return this.message.blocks
      ? wordsOf(workspace, this.message.blocks)
      : readable(workspace, this.message.text);
  }

  /** What is written on its buttons and menus, in their order. */
  get buttons(): readonly string[] {
    return [...labels(this.blocks, 'buttons'), ...labels(this.blocks, 'menus')];
  }

  /** Who reacted, by emoji. */
  get reactions(): ReadonlyMap<string, readonly string[]> {
    return this.message.reactions;
  }

  get metadata(): Json | undefined {
    return this.message.metadata;
  }

  get isEphemeral(): boolean {
    return this.message.ephemeralTo !== undefined;
  }

  get isDeleted(): boolean {
    const there = this.#slack.workspace.messages.get(this.channel)?.get(this.ts);
    return there !== this.message || this.message.subtype === 'tombstone';
  }

  /** Slack's JSON of it, metadata included. */
  get raw(): Record<string, unknown> {
    return messageJson(this.#slack.workspace, this.message, { metadata: true });
  }

  get permalink(): string {
    return permalink(this.#slack.url, this.message);
  }

  /** The replies under it, oldest first. */
  replies(): readonly MessageHandle[] {
    return this.message.replies.map((reply) => new MessageHandle(this.#slack, reply, this.#as));
  }

  /** Somebody presses a button, named by its text or `action_id`. */
  click(label: string, how: Narrowing & { by?: string } = {}): Promise<void> {
    return this.#as(how.by ?? 'ann').click(this, label, how);
  }

  /** Somebody chooses from a menu. */
  choose(
    label: string,
    choice: string | readonly string[],
    how: { by?: string } = {},
  ): Promise<void> {
    return this.#as(how.by ?? 'ann').choose(this, label, choice);
  }
}
