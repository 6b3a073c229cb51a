import { type Delivery, isPending, type Shown, type Subject } from '../../../domain/delivery.ts';
import type { Pending } from '../../store.ts';
import { Listing } from './listing.ts';

/** Something in memory that Slack may lag behind with. */
export interface Lagging {
  readonly subject: Subject | undefined;
  readonly delivery: Delivery | undefined;
}

/** What Slack lags behind with, by channel. */
export class PendingList {
  readonly #byChannel = new Listing<Lagging>();

  /** Takes note that a thing, or its delivery, changed. */
  watch(item: Lagging, shown: Shown | undefined): void {
    const lags = shown !== undefined && isPending(shown, item.delivery);
    this.#byChannel.put(item, lags ? shown.channel : null);
  }

  forget(item: Lagging): void {
    this.#byChannel.put(item, null);
  }

  has(item: Lagging): boolean {
    return this.#byChannel.has(item);
  }

  of(channel: string): readonly Pending[] {
    return Array.from(this.#byChannel.of(channel)).flatMap(({ subject, delivery }) =>
      subject ? [{ subject, delivery }] : [],
    );
  }

  channels(): readonly string[] {
    return [...this.#byChannel.words()].sort();
  }

  get count(): number {
    return this.#byChannel.size;
  }
}
