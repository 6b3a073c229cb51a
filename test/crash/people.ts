import type { MessageHandle } from '../../src/sandbox/driver/message-handle.ts';
import type { PersonDriver } from '../../src/sandbox/driver/person-driver.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { pause } from './pause.ts';
import type { Random } from './random.ts';

/** What a person did, and whether Slack told them that it was taken. */
export interface Deed {
  readonly person: string;
  readonly number: number;
  /** A button by its text, or how a note was written. */
  readonly what: string;
  /** For a note: its text, which no other has. */
  readonly note: string | null;
  acknowledged: boolean;
}

/** What Slack shows nobody whether it was taken. */
export const MENTION = 'note by mention';

/** Buttons that one press is enough for. */
const BUTTONS = ['Acknowledge', 'Unacknowledge', 'Unmute', 'Stop ignoring', 'Reopen'] as const;

/** How long an error is ignored, as the card words it. */
const IGNORES = ['For 1 day', 'Until it happens 100 more times', 'Until 10 more users', 'For ever'];

/** Somebody who works incidents in Slack, one thing after the other. */
export class Colleague {
  readonly deeds: Deed[] = [];
  readonly #sandbox: Sandbox;
  readonly #driver: PersonDriver;
  readonly #name: string;
  readonly #random: Random;
  #stopped = false;

  constructor(sandbox: Sandbox, name: string, random: Random) {
    this.#sandbox = sandbox;
    this.#driver = sandbox.as(name);
    this.#name = name;
    this.#random = random;
  }

  /** Works until told to stop. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      await pause(this.#random.int(400, 1_600));
      const card = this.#anyCard();
      if (card && this.#sandbox.connections.count() > 0)
        await this.#work(card.message, card.number);
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  #anyCard(): { readonly message: MessageHandle; readonly number: number } | undefined {
    const cards = this.#sandbox
      .channel('#alerts')
      .messages()
      .flatMap((message) => {
        const number = /INC-(\d+)\b/.exec(message.text)?.[1];
        return number === undefined ? [] : [{ message, number: Number(number) }];
      });
    return cards.length === 0 ? undefined : this.#random.pick(cards);
  }

  async #work(card: MessageHandle, number: number): Promise<void> {
    const ways = [
      () => this.#press(card, number),
      () => this.#press(card, number),
      () => this.#choose(card, number),
      () => this.#resolve(card, number),
      () => this.#noteByCommand(number),
      () => this.#noteByCommand(number),
      () => this.#noteByModal(card, number),
      () => this.#noteByMention(card, number),
    ];
    await this.#random.pick(ways)();
  }

  async #press(card: MessageHandle, number: number): Promise<void> {
    const there = BUTTONS.filter((each) => card.buttons.includes(each));
    if (there.length === 0) return;
    const button = this.#random.pick(there);
    await this.#do({ number, what: button }, () => this.#driver.click(card, button));
  }

  async #choose(card: MessageHandle, number: number): Promise<void> {
    const mutes = card.buttons.includes('Mute') && this.#random.chance(0.4);
    const time = this.#random.pick(['30 minutes', '1 hour', 'Until it resolves']);
    const severity = this.#random.pick(['Critical', 'Error', 'Warning', 'Info']);
    if (card.buttons.includes('Ignore') && this.#random.chance(0.2)) {
      const until = this.#random.pick(IGNORES);
      await this.#do({ number, what: 'Ignore' }, () => this.#driver.choose(card, 'Ignore', until));
    } else if (mutes) {
      await this.#do({ number, what: 'Mute' }, () => this.#driver.choose(card, 'Mute', time));
    } else {
      await this.#do({ number, what: 'Severity' }, () =>
        this.#driver.choose(card, 'More', severity),
      );
    }
  }

  async #resolve(card: MessageHandle, number: number): Promise<void> {
    if (!this.#random.chance(0.3) || !card.buttons.includes('Resolve')) return;
    await this.#do({ number, what: 'Resolve' }, async () => {
      await this.#driver.click(card, 'Resolve');
      await this.#submit(async () => {});
    });
  }

  async #noteByCommand(number: number): Promise<void> {
    const note = this.#newNote();
    await this.#do({ number, what: 'note by command', note }, () =>
      this.#driver.command(`/incident note ${number} ${note}`),
    );
  }

  async #noteByModal(card: MessageHandle, number: number): Promise<void> {
    const note = this.#newNote();
    await this.#do({ number, what: 'note by modal', note }, async () => {
      await this.#driver.choose(card, 'More', 'Add a note…');
      await this.#submit((modal) => modal.fill('Note', note));
    });
  }

  async #noteByMention(card: MessageHandle, number: number): Promise<void> {
    const note = this.#newNote();
    await this.#do({ number, what: MENTION, note }, async () => {
      await this.#driver.say('#alerts', `@quell ${note}`, card.ts);
    });
  }

  async #submit(
    fill: (modal: Awaited<ReturnType<PersonDriver['modal']>>) => Promise<void>,
  ): Promise<void> {
    const modal = await this.#driver.modal();
    try {
      await fill(modal);
      await modal.submit();
    } finally {
      if (modal.isOpen) await modal.close();
    }
  }

  #newNote(): string {
    return `note ${this.#name} ${this.deeds.length + 1} end`;
  }

  async #do(
    deed: Pick<Deed, 'number' | 'what'> & { readonly note?: string },
    act: () => Promise<void>,
  ): Promise<void> {
    const done: Deed = { note: null, ...deed, person: this.#driver.id, acknowledged: false };
    this.deeds.push(done);
    try {
      await act();
      done.acknowledged = true;
    } catch {
      // Slack showed this person that it did not work: the bot was away, or too slow.
    }
  }
}
