import type { AlertKey } from '../../domain/alert.ts';
import type { Recording } from '../../domain/recording.ts';
import type { Instant } from '../../domain/time.ts';
import { folded, isSameAgain, minuteOf } from '../recordings.ts';
import type { Numbered, RecordingRows } from './rows/recordings.ts';

/** So many re-sends are written with one commit, that none takes long. */
const MOST_AT_ONCE = 500;

/**
 * What arrived, on its way to the table. An alert is written with the commit that it belongs to. Re-sends are followed
 * once that commit is through, and written when their minute is over, by the next that arrives or by the clock.
 */
export class Recordings {
  readonly #rows: RecordingRows;
  #lastId: number;
  /** Of the present batch. */
  #batch: Numbered[] = [];
  /** The last re-send of each key in the minute that runs. */
  #running = new Map<AlertKey, Numbered>();
  #minute = 0;
  /** Re-sends that nothing is folded into any more, to be written. */
  #over: Numbered[] = [];
  /** How many of them the present commit writes. */
  #written = 0;

  constructor(rows: RecordingRows) {
    this.#rows = rows;
    this.#lastId = rows.lastId();
  }

  put(recording: Recording): void {
    this.#lastId += 1;
    this.#batch.push({ id: this.#lastId, recording });
  }

  /** The greatest place that was given; 0 where none was. */
  get lastId(): number {
    return this.#lastId;
  }

  get isSaved(): boolean {
    return this.#batch.length === 0 && this.#over.length === 0;
  }

  save(): void {
    const written = this.#over.slice(0, MOST_AT_ONCE);
    for (const over of written) this.#rows.save(over);
    this.#written = written.length;
    for (const each of this.#batch) if (each.recording.alert !== null) this.#rows.insert(each);
  }

  /** The commit is through. */
  settle(): void {
    this.#over.splice(0, this.#written);
    this.#written = 0;
    for (const each of this.#batch) this.#follow(each);
    this.#batch = [];
  }

  /** The commit failed: what it was to save is gone. */
  forget(): void {
    this.#written = 0;
    this.#batch = [];
  }

  /** Re-sends that the table does not have, or has with less folded into them. */
  unwritten(): readonly Numbered[] {
    return [...this.#over, ...this.#running.values()];
  }

  /** Writes all of these. */
  flush(): void {
    for (const each of this.unwritten()) this.#rows.save(each);
  }

  /** Deletes the first ones of which nothing arrived at `before` or later; answers their places. */
  prune(before: Instant, limit: number): readonly number[] {
    this.flush();
    return this.#rows.deleteOld(before, limit);
  }

  /** What was pruned is gone for good. */
  settlePruned(ids: readonly number[]): void {
    this.#over = [];
    const deleted = new Set(ids);
    for (const [key, { id }] of this.#running) if (deleted.has(id)) this.#running.delete(key);
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
    for (const last of this.#running.values()) this.#over.push(last);
    this.#running = new Map();
  }

  #follow(next: Numbered): void {
    this.#turnTo(minuteOf(next.recording));
    const { key } = next.recording;
    const last = this.#running.get(key);
    if (last && isSameAgain(last.recording, next.recording)) {
      this.#running.set(key, { id: last.id, recording: folded(last.recording, next.recording) });
      return;
    }
    if (last) this.#over.push(last);
    if (next.recording.alert === null) this.#running.set(key, next);
    else if (last) this.#running.delete(key);
  }

  #turnTo(minute: number): void {
    if (minute === this.#minute) return;
    this.end(this.#minute);
    this.#minute = minute;
  }
}
