import { addBot, archive, lockOut, removeBot, tellOf, unarchive } from '../channel-changes.ts';
import type { Conversation } from '../model.ts';
import type { Slack } from '../slack.ts';
import { type Hand, MessageHandle } from './message-handle.ts';

/** A channel as everybody in it sees it. */
export class ChannelHandle {
  readonly conversation: Conversation;
  readonly #slack: Slack;
  readonly #as: (name: string) => Hand;

  constructor(slack: Slack, conversation: Conversation, as: (name: string) => Hand) {
    this.#slack = slack;
    this.conversation = conversation;
    this.#as = as;
  }

  get id(): string {
    return this.conversation.id;
  }

  get name(): string {
    return `#${this.conversation.name}`;
  }

  /** The messages that everybody sees, oldest first, without replies. */
  messages(): readonly MessageHandle[] {
    return this.#visible()
      .filter((message) => message.threadTs === undefined || message.broadcast)
      .map((message) => this.#handle(message));
  }

  /** The replies to a message, oldest first. */
  thread(ts: string): readonly MessageHandle[] {
    return this.#visible()
      .filter((message) => message.threadTs === ts)
      .map((message) => this.#handle(message));
  }

  /** The one message in which this can be read; fails with what there is instead. */
  message(words: string | RegExp): MessageHandle {
    const found = this.messages().filter((message) => reads(message, words));
    const [first] = found;
    if (first && found.length === 1) return first;
    const all = this.messages().map((message) => `- ${message.words}`);
    throw new Error(
      `${found.length} messages in ${this.name} say ${String(words)}; all of them:\n${all.join('\n')}`,
    );
  }

  /** Nobody can post any more, until it is unarchived. */
  archive(): void {
    archive(this.#slack, this.conversation);
  }

  unarchive(): void {
    unarchive(this.#slack, this.conversation);
  }

  rename(name: string): void {
    this.conversation.name = name.replace(/^#/, '');
    const { id, created } = this.conversation;
    tellOf(this.#slack, this.conversation, 'channel_rename', {
      channel: { id, name: this.conversation.name, created },
    });
  }

  /** The channel is gone for good, with all its messages. */
  delete(): void {
    tellOf(this.#slack, this.conversation, 'channel_deleted');
    this.#slack.workspace.conversations.delete(this.id);
    this.#slack.workspace.messages.delete(this.id);
    this.#slack.workspace.bell.ring();
  }

  /** Somebody throws the bot out. */
  removeBot(): void {
    removeBot(this.#slack, this.conversation);
  }

  /** Somebody invites the bot. */
  addBot(): void {
    addBot(this.#slack, this.conversation);
  }

  /** It becomes private, without the bot. */
  lockOut(): void {
    lockOut(this.#slack, this.conversation);
  }

  get hasBot(): boolean {
    return this.conversation.members.has(this.#slack.workspace.app.user);
  }

  #visible() {
    this.#slack.deferred.runDue();
    const all = this.#slack.workspace.messages.get(this.id)?.values() ?? [];
    return [...all].filter((message) => !message.ephemeralTo);
  }

  #handle(message: MessageHandle['message']): MessageHandle {
    return new MessageHandle(this.#slack, message, this.#as);
  }
}

function reads(message: MessageHandle, words: string | RegExp): boolean {
  const text = `${message.words}\n${message.text}`;
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}
