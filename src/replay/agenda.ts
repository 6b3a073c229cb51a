import type { TrackedAlert } from '../domain/alert.ts';
import type { Instant } from '../domain/time.ts';
import { type Due, type Timer, type TimerId, timerKey } from '../domain/timer.ts';
import { Heap } from '../heap.ts';

/** A place in the agenda; it holds only while what it is about still stands there. */
interface Place {
  readonly at: Instant;
  /** Orders what is due at the same time. */
  readonly name: string;
  readonly due: Due;
}

/** What knows of an alert as it is now. */
type AlertOf = (key: TrackedAlert['key']) => TrackedAlert | undefined;

/** All that is due later. An end that moves to a later time costs nothing until the earlier one has come. */
export class Agenda {
  readonly #heap = new Heap<Place>((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
  readonly #timers = new Map<string, Timer>();
  /** The time under which the end of an alert stands in the heap. */
  readonly #ends = new Map<TrackedAlert['key'], Instant>();
  readonly #alertOf: AlertOf;

  constructor(alertOf: AlertOf) {
    this.#alertOf = alertOf;
  }

  set(timer: Timer): void {
    const name = timerKey(timer);
    this.#timers.set(name, timer);
    this.#heap.push({ at: timer.at, name, due: { type: 'timer', at: timer.at, timer } });
  }

  timer(id: TimerId): Timer | undefined {
    return this.#timers.get(timerKey(id));
  }

  clear(timer: TimerId): void {
    this.#timers.delete(timerKey(timer));
  }

  /** Takes note of an alert that may have another end than before. */
  watch({ key, status, endsAt }: TrackedAlert): void {
    if (status !== 'firing' || endsAt === null) return;
    const known = this.#ends.get(key);
    if (known === undefined || endsAt < known) this.#pushEnd(key, endsAt);
  }

  /** When the next thing is due; null: nothing is. */
  nextAt(): Instant | null {
    return this.#next()?.at ?? null;
  }

  /** Takes out what is due at `now`, the earliest first. */
  take(now: Instant, limit: number): readonly Due[] {
    const taken: Due[] = [];
    while (taken.length < limit) {
      const place = this.#next();
      if (!place || place.at > now) break;
      this.#heap.pop();
      if (place.due.type === 'alert-end') this.#ends.delete(place.due.alert);
      taken.push(place.due);
    }
    return taken;
  }

  /** The earliest that still stands. */
  #next(): Place | undefined {
    for (;;) {
      const place = this.#heap.top();
      if (!place || this.#stands(place)) return place;
      this.#heap.pop();
      if (place.due.type === 'alert-end') this.#moveEnd(place, place.due.alert);
    }
  }

  #stands({ at, name, due }: Place): boolean {
    if (due.type === 'timer') return this.#timers.get(name) === due.timer;
    const alert = this.#alertOf(due.alert);
    return this.#ends.get(due.alert) === at && alert?.status === 'firing' && alert.endsAt === at;
  }

  /** The alert ends at another time by now, or not at all. */
  #moveEnd({ at }: Place, key: TrackedAlert['key']): void {
    if (this.#ends.get(key) !== at) return;
    this.#ends.delete(key);
    const alert = this.#alertOf(key);
    if (alert) this.watch(alert);
  }

  #pushEnd(key: TrackedAlert['key'], at: Instant): void {
    this.#ends.set(key, at);
    this.#heap.push({ at, name: `alert:${key}`, due: { type: 'alert-end', at, alert: key } });
  }
}
