import type { Delivery, Subject } from '../../../domain/delivery.ts';
import type { ContentRows } from '../rows/contents.ts';
import type { DeliveryRows } from '../rows/deliveries.ts';
import type { Lagging, PendingList } from './pending-list.ts';

/** The subjects that are few: storms or notices. */
export type Kind = Exclude<Subject, { readonly type: 'incident' }>;

/** One of them in memory with its delivery. */
class Kept<S extends Kind> implements Lagging {
  subject: S;
  delivery: Delivery | undefined;

  constructor(subject: S, delivery: Delivery | undefined) {
    this.subject = subject;
    this.delivery = delivery;
  }
}

/** The tables that hold them, and the list of what Slack lags behind with. */
export interface MessageParts<S extends Kind> {
  readonly rows: ContentRows<S['shown']>;
  readonly deliveries: DeliveryRows;
  readonly pending: PendingList;
  /** Makes a subject of what is shown. */
  readonly subject: (shown: S['shown']) => S;
}

/** All storms, or all notices. */
export class Messages<S extends Kind> {
  readonly #parts: MessageParts<S>;
  readonly #kept = new Map<string, Kept<S>>();
  #unsaved = new Set<Kept<S>>();
  #undelivered = new Set<Kept<S>>();

  constructor(parts: MessageParts<S>) {
    this.#parts = parts;
  }

  load(): void {
    for (const shown of this.#parts.rows.all()) this.#add(shown);
  }

  has(id: string): boolean {
    return this.#kept.has(id);
  }

  find(id: string): S['shown'] | undefined {
    return this.#kept.get(id)?.subject.shown;
  }

  subject(id: string): S | undefined {
    return this.#kept.get(id)?.subject;
  }

  deliveryOf(id: string): Delivery | undefined {
    return this.#kept.get(id)?.delivery;
  }

  all(): S['shown'][] {
    return Array.from(this.#kept.values(), ({ subject }) => subject.shown);
  }

  isPending(id: string): boolean {
    const kept = this.#kept.get(id);
    return kept !== undefined && this.#parts.pending.has(kept);
  }

  put(shown: S['shown']): void {
    const kept = this.#kept.get(shown.id) ?? this.#add(shown);
    kept.subject = this.#parts.subject(shown);
    this.#parts.pending.watch(kept, shown);
    this.#unsaved.add(kept);
  }

  /** Of one that is there. */
  putDelivery(delivery: Delivery): void {
    const kept = this.#kept.get(delivery.subject);
    if (!kept) return;
    kept.delivery = delivery;
    this.#parts.pending.watch(kept, kept.subject.shown);
    this.#undelivered.add(kept);
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0 && this.#undelivered.size === 0;
  }

  save(): void {
    const { rows, deliveries } = this.#parts;
    for (const { subject } of this.#unsaved) rows.save(subject.shown.id, subject.shown);
    for (const { delivery } of this.#undelivered) if (delivery) deliveries.save(delivery);
    this.#unsaved = new Set();
    this.#undelivered = new Set();
  }

  /** Deletes it at once. */
  delete(id: string): void {
    const kept = this.#kept.get(id);
    if (kept) this.#parts.pending.forget(kept);
    this.#kept.delete(id);
    this.#parts.rows.delete(id);
  }

  #add(shown: S['shown']): Kept<S> {
    const { deliveries, pending, subject } = this.#parts;
    const kept = new Kept(subject(shown), deliveries.of(shown.id));
    this.#kept.set(shown.id, kept);
    pending.watch(kept, shown);
    return kept;
  }
}
