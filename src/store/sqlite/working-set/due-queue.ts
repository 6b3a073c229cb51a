import type { Instant } from '../../../domain/time.ts';
import type { Due } from '../../../domain/timer.ts';
import { Heap } from '../../../heap.ts';

/** Something that may be due once; it changes by itself, and is then scheduled again. */
export interface Scheduled {
  /** When it is due; null: not, or no more. */
  readonly dueAt: Instant | null;
  /** What is due then. */
  due(at: Instant): Due;
  /** Where it stands in the queue; the queue's own. */
  queued: Queued | null;
}

/** A place in the queue, at the time that was known when it was taken. */
export interface Queued {
  readonly at: Instant;
  readonly item: Scheduled;
}

/**
 * All that is due later, the earliest on top. What moves to a later time stays where it is until it gets to the top:
 * a sender that moves the end of its alerts at each re-send costs next to nothing.
 */
export class DueQueue {
  readonly #heap = new Heap<Queued>((a, b) => a.at - b.at);

  /** Takes note of an item whose time may have changed. */
  schedule(item: Scheduled): void {
    const at = item.dueAt;
    if (at !== null && (item.queued === null || at < item.queued.at)) this.#push(item, at);
  }

  /** What is due at `now`, the earliest first. */
  due(now: Instant, limit: number): readonly Due[] {
    const ready: Queued[] = [];
    while (ready.length < limit) {
      const next = this.#popDue(now);
      if (!next) break;
      ready.push(next);
    }
    for (const queued of ready) this.#heap.push(queued);
    return ready.map(({ at, item }) => item.due(at));
  }

  /** When the next item is due, or sooner where it moved to a later time. */
  nextAt(): Instant | null {
    let top = this.#heap.top();
    while (top && !isAlive(top)) {
      this.#drop();
      top = this.#heap.top();
    }
    return top?.at ?? null;
  }

  /** Takes out the earliest that is truly due, and puts in order what it meets on the way. */
  #popDue(now: Instant): Queued | undefined {
    let top = this.#heap.top();
    while (top && top.at <= now) {
      if (isAlive(top) && top.item.dueAt === top.at) return this.#heap.pop();
      this.#drop();
      top = this.#heap.top();
    }
    return undefined;
  }

  /** Takes the top off; what is due later goes back in at its time. */
  #drop(): void {
    const top = this.#heap.pop();
    if (!top || top.item.queued !== top) return;
    top.item.queued = null;
    this.schedule(top.item);
  }

  #push(item: Scheduled, at: Instant): void {
    item.queued = { at, item };
    this.#heap.push(item.queued);
  }
}

/** Whether the item still stands at this place and is still due some time. */
function isAlive(queued: Queued): boolean {
  return queued.item.queued === queued && queued.item.dueAt !== null;
}
