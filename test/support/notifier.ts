import type { Clock } from '../../src/clock.ts';
import {
  type Content,
  DeliveryFailed,
  type FailureKind,
  type Notifier,
  type Place,
  type Sentence,
} from '../../src/flow/notifier.ts';

/** A message that the pretended Slack holds. */
export interface HeldMessage {
  readonly ts: string;
  readonly place: Place;
  readonly key: string;
  content: Content | Sentence;
}

type Method = 'post' | 'update' | 'find' | 'remove' | 'channelId' | 'team';

/** How a call fails. */
export interface Fault {
  readonly method: Method;
  readonly kind: FailureKind;
  /** Only a post or an update of this; any where it is left out. */
  readonly slot?: Content['slot'];
  /** Whether the work is done all the same, and only the answer lost. */
  readonly done?: boolean;
  /** The message, or the update, arrives this much later, in milliseconds. */
  readonly arrivesAfter?: number;
  readonly retryAfter?: number;
}

/** A Slack in memory that fails as it is told. */
export class PretendedSlack implements Notifier {
  readonly messages: HeldMessage[] = [];
  readonly calls: Method[] = [];
  readonly #faults: Fault[] = [];
  readonly #late: { readonly at: number; readonly arrive: () => void }[] = [];
  readonly #clock: Clock;
  #count = 0;
  teamId = 'T1';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The next calls of that method fail, in this order. */
  fail(...faults: readonly Fault[]): void {
    this.#faults.push(...faults);
  }

  /** What was to fail does not any more. */
  mend(): void {
    this.#faults.splice(0);
  }

  cards(): readonly HeldMessage[] {
    this.#arrive();
    return this.messages.filter(({ content }) => content.slot === 'card');
  }

  thread(): readonly Content[] {
    this.#arrive();
    return this.messages.flatMap(({ content }) => (content.slot === 'thread' ? [content] : []));
  }

  async team(): Promise<string> {
    this.#begin('team');
    return this.teamId;
  }

  async channelId(channel: string): Promise<string> {
    this.#begin('channelId');
    return `C-${channel}`;
  }

  async post(place: Place, content: Content | Sentence, key: string): Promise<string> {
    this.#count += 1;
    const message = { ts: `${this.#clock.now()}.${this.#count}`, place, key, content };
    const arrive = () => this.messages.push(message);
    const slot = content.slot === 'sentence' ? undefined : content.slot;
    this.#begin('post', (fault) => this.#allTheSame(fault, arrive), slot);
    this.messages.push(message);
    return message.ts;
  }

  async update(_place: Place, ts: string, content: Content): Promise<void> {
    const message = this.messages.find((held) => held.ts === ts);
    const arrive = () => {
      if (message) message.content = content;
    };
    this.#begin('update', (fault) => this.#allTheSame(fault, arrive), content.slot);
    if (!message) throw new DeliveryFailed('gone', 'message_not_found');
    message.content = content;
  }

  async find(_place: Place, key: string): Promise<readonly string[]> {
    this.#begin('find');
    return this.messages.filter((held) => held.key === key).map(({ ts }) => ts);
  }

  async remove(_place: Place, ts: string): Promise<void> {
    this.#begin('remove');
    const at = this.messages.findIndex((held) => held.ts === ts);
    if (at >= 0) this.messages.splice(at, 1);
  }

  #allTheSame(fault: Fault, arrive: () => void): void {
    if (fault.done) arrive();
    if (fault.arrivesAfter !== undefined) {
      this.#late.push({ at: this.#clock.now() + fault.arrivesAfter, arrive });
    }
  }

  #arrive(): void {
    for (const late of this.#late.splice(0)) {
      if (late.at <= this.#clock.now()) late.arrive();
      else this.#late.push(late);
    }
  }

  #begin(method: Method, onFault: (fault: Fault) => void = () => {}, slot?: Content['slot']): void {
    this.#arrive();
    this.calls.push(method);
    const at = this.#faults.findIndex(
      (fault) => fault.method === method && (fault.slot ?? slot) === slot,
    );
    const [fault] = at >= 0 ? this.#faults.splice(at, 1) : [];
    if (!fault) return;
    onFault(fault);
    throw new DeliveryFailed(fault.kind, `pretended_${fault.kind}`, {
      ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
    });
  }
}
