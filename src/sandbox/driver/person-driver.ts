import { useElement } from '../interactions/block-actions.ts';
import { type Place, useCommand } from '../interactions/commands.ts';
import { openHome, say } from '../interactions/saying.ts';
import { useShortcut } from '../interactions/shortcuts.ts';
import { ActionFailed, needAck } from '../interactions/telling.ts';
import { findMessage, messagesOf } from '../messages.ts';
import type { Conversation, Person } from '../model.ts';
import { addReaction, removeReaction } from '../reactions.ts';
import type { Slack } from '../slack.ts';
import { directMessage } from '../workspace.ts';
import { channelByWords, findByWords, type Narrowing, valueByWords } from './finding.ts';
import { MessageHandle } from './message-handle.ts';
import { ModalHandle } from './modal-handle.ts';
import type { Until } from './until.ts';
import { ViewHandle } from './view-handle.ts';

/** Where somebody types; #alerts where not given. */
export interface Typing {
  readonly channel?: string;
  /** `ts` of the message to whose thread they go. */
  readonly thread?: string;
}

/** What a driver needs. */
export interface DriverParts {
  readonly slack: Slack;
  readonly until: Until;
  as(name: string): PersonDriver;
}

/** Somebody at their Slack. Everything that they do resolves when the bot has acknowledged it. */
export class PersonDriver {
  readonly person: Person;
  readonly #parts: DriverParts;

  constructor(parts: DriverParts, person: Person) {
    this.#parts = parts;
    this.person = person;
  }

  get id(): string {
    return this.person.id;
  }

  /** Presses a button, named by its text or `action_id`. */
  async click(
    target: MessageHandle | ViewHandle,
    label: string,
    narrowing: Narrowing = {},
  ): Promise<void> {
    const { block, element } = findByWords(target.blocks, label, narrowing);
    if (element['type'] !== 'button')
      throw new ActionFailed(`"${label}" is a menu; choose from it.`);
    const ids = { blockId: String(block['block_id']), actionId: String(element['action_id']) };
    await useElement(this.#slack, this.id, this.#seen(target), ids);
  }

  /** Chooses from a menu, named by its placeholder or `action_id`. */
  async choose(
    target: MessageHandle | ViewHandle,
    label: string,
    choice: string | readonly string[],
  ): Promise<void> {
    const { block, element } = findByWords(target.blocks, label);
    const value = valueByWords(this.#slack.workspace, element, choice);
    const ids = { blockId: String(block['block_id']), actionId: String(element['action_id']) };
    await useElement(this.#slack, this.id, this.#seen(target), { ...ids, value });
  }

  /** Types a slash command. */
  async command(line: string, typing: Typing = {}): Promise<void> {
    await useCommand(this.#slack, this.id, line, this.#place(typing));
  }

  /** Writes a message, or a reply where a thread is given. */
  async say(channel: string, text: string, thread?: string): Promise<MessageHandle> {
    const place = this.#place(thread === undefined ? { channel } : { channel, thread });
    return this.#handle(await say(this.#slack, this.id, text, place));
  }

  /** Writes to the bot in private. */
  async write(text: string): Promise<MessageHandle> {
    const channel = directMessage(this.#slack.workspace, this.id);
    return this.#handle(await say(this.#slack, this.id, text, { channel }));
  }

  /** Puts an emoji on a message. */
  async react(target: MessageHandle, name: string): Promise<void> {
    const by = { user: this.id, name };
    needAck(this.#slack, await addReaction(this.#slack, target.message, by), 'reaction_added');
  }

  /** Takes an emoji off a message. */
  async unreact(target: MessageHandle, name: string): Promise<void> {
    const by = { user: this.id, name };
    needAck(this.#slack, await removeReaction(this.#slack, target.message, by), 'reaction_removed');
  }

  /** Uses a shortcut, on a message or without one. */
  async shortcut(callbackId: string, target?: MessageHandle): Promise<void> {
    await useShortcut(this.#slack, this.id, callbackId, target?.message);
  }

  /** The open modal; waits for one that is about to open. */
  async modal(): Promise<ModalHandle> {
    return this.#parts.until(() => this.openModal(), `a modal for ${this.person.name}`);
  }

  /** The open modal, if there is one now. */
  openModal(): ModalHandle | undefined {
    const view = this.#slack.views.stacks.get(this.id)?.at(-1);
    return view && new ModalHandle(this.#slack, view);
  }

  /** Opens the App Home, and waits until there is something in it. */
  async home(): Promise<ViewHandle> {
    await openHome(this.#slack, this.id);
    const shown = () => this.#slack.views.homes.get(this.id);
    const view = await this.#parts.until(shown, `the App Home of ${this.person.name}`);
    return new ViewHandle(this.#slack, view);
  }

  /** What only this person sees in a channel, oldest first. */
  ephemeral(channel = '#alerts'): readonly MessageHandle[] {
    return this.#messages(this.#conversation(channel), (each) => each.ephemeralTo === this.id);
  }

  /** The direct messages with the bot, oldest first, without replies. */
  directMessages(): readonly MessageHandle[] {
    const channel = directMessage(this.#slack.workspace, this.id);
    return this.#messages(channel, (each) => !each.ephemeralTo && !each.threadTs);
  }

  get #slack(): Slack {
    return this.#parts.slack;
  }

  #seen(target: MessageHandle | ViewHandle) {
    if (target instanceof ViewHandle) return { type: 'view', view: target.view } as const;
    const { message } = target;
    if (target.isDeleted) throw new ActionFailed('This message is no longer there.');
    if (message.ephemeralTo && message.ephemeralTo !== this.id) {
      throw new ActionFailed(`${this.person.name} cannot see this message.`);
    }
    return { type: 'message', message } as const;
  }

  #place({ channel = '#alerts', thread }: Typing): Place {
    const found = this.#conversation(channel);
    if (thread === undefined) return { channel: found };
    findMessage(this.#slack.workspace, found, thread);
    return { channel: found, threadTs: thread };
  }

  #conversation(name: string): Conversation {
    return channelByWords(this.#slack.workspace, name);
  }

  #messages(
    channel: Conversation,
    wanted: (message: MessageHandle['message']) => boolean,
  ): readonly MessageHandle[] {
    this.#slack.deferred.runDue();
    const all = [...messagesOf(this.#slack.workspace, channel).values()];
    return all.filter(wanted).map((message) => this.#handle(message));
  }

  #handle(message: MessageHandle['message']): MessageHandle {
    return new MessageHandle(this.#slack, message, (name) => this.#parts.as(name));
  }
}
