import type { AlertKey } from '../../domain/alert.ts';
import { folded, isSameAgain, minuteOf } from '../recordings.ts';
import type { Numbered } from './rows/recordings.ts';

/** So many re-sends are written with one transaction, that none takes long. */
const MOST_AT_ONCE = 2_000;

/**
 * The re-sends of the minute that runs. Those are followed once the transaction that they belong to is through, and
 * written with a later one when nothing is folded into them any more.
 */
export class Recordings {
  /** The last re-send of each key. */
  readonly #running = new Map<AlertKey, Numbered>();
  #minute = 0;
  /** Re-sends that nothing is folded into any more. */
  #over: Numbered[] = [];
  /** Those of the minute that runs as the table has them. */
  #written = new WeakSet<Numbered>();

  /** Some of the re-sends that are to be written, the oldest first; they stay until `settle`. */
  due(): readonly Numbered[] {
    return this.#over.slice(0, MOST_AT_ONCE);
  }

  /** The transaction is through that wrote so many of what was due, and recorded these. */
  settle(written: number, recorded: readonly Numbered[]): void {
    this.#over.splice(0, written);
    for (const each of recorded) this.#follow(each);
  }

  /** All re-sends that the table does not have, or has with less folded into them. */
  unwritten(): readonly Numbered[] {
    const running = [...this.#running.values()].filter((each) => !this.#written.has(each));
    return [...this.#over, ...running];
  }

  /** All of these are in the table now. */
  settleFlush(): void {
    this.#over = [];
    for (const each of this.#running.values()) this.#written.add(each);
  }

  /** The places of the re-sends that others may be folded into. */
  running(): readonly number[] {
    return Array.from(this.#running.values(), ({ id }) => id);
  }

  /** Nothing is folded any more into what is not among these. */
  keepOnly(ids: ReadonlySet<number>): void {
    for (const [key, { id }] of this.#running) if (!ids.has(id)) this.#running.delete(key);
  }

  /** Whether any are to be written sooner or later. */
  get isWaiting(): boolean {
    return this.#over.length + this.#running.size > 0;
  }

  /** The one that runs. */
  get minute(): number {
    return this.#minute;
  }

  /** Nothing is folded any more into those of this minute. */
  end(minute: number): void {
    if (minute !== this.#minute) return;
    for (const last of this.#running.values()) this.#end(last);
    this.#running.clear();
  }

  #follow(next: Numbered): void {
    this.#turnTo(minuteOf(next.recording));
    const { recording } = next;
    const last = this.#running.get(recording.key);
    if (last && isSameAgain(last.recording, recording)) {
      const both = { id: last.id, recording: folded(last.recording, recording) };
      this.#running.set(recording.key, both);
      return;
    }
    if (last) this.#end(last);
    this.#running.delete(recording.key);
    if (recording.alert === null) this.#running.set(recording.key, next);
  }

  #turnTo(minute: number): void {
    if (minute === this.#minute) return;
    this.end(this.#minute);
    this.#minute = minute;
  }

  #end(last: Numbered): void {
    if (!this.#written.has(last)) this.#over.push(last);
  }
}
