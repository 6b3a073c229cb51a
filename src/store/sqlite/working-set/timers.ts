import type { Instant } from '../../../domain/time.ts';
import { type Due, type Timer, type TimerId, timerKey } from '../../../domain/timer.ts';
import type { TimerRows } from '../rows/timers.ts';
import type { DueQueue, Queued, Scheduled } from './due-queue.ts';

/** One timer, set or off. */
class TimerRecord implements Scheduled {
  timer: Timer;
  isOn = true;
  queued: Queued | null = null;

  constructor(timer: Timer) {
    this.timer = timer;
  }

  get dueAt(): Instant | null {
    return this.isOn ? this.timer.at : null;
  }

  due(at: Instant): Due {
    return { type: 'timer', at, timer: this.timer };
  }
}

/** All timers. */
export class Timers {
  readonly #rows: TimerRows;
  readonly #queue: DueQueue;
  readonly #records = new Map<string, TimerRecord>();
  #unsaved = new Set<TimerRecord>();

  constructor(rows: TimerRows, queue: DueQueue) {
    this.#rows = rows;
    this.#queue = queue;
  }

  load(): void {
    for (const timer of this.#rows.all()) this.#set(timer);
  }

  find(id: TimerId): Timer | undefined {
    const record = this.#records.get(timerKey(id));
    return record?.isOn ? record.timer : undefined;
  }

  put(timer: Timer): void {
    this.#unsaved.add(this.#set(timer));
  }

  turnOff(timer: TimerId): void {
    const record = this.#records.get(timerKey(timer));
    if (!record) return;
    record.isOn = false;
    this.#unsaved.add(record);
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0;
  }

  save(): void {
    for (const record of this.#unsaved) this.#save(record);
    this.#unsaved = new Set();
  }

  #set(timer: Timer): TimerRecord {
    const key = timerKey(timer);
    const record = this.#records.get(key) ?? new TimerRecord(timer);
    record.timer = timer;
    record.isOn = true;
    this.#records.set(key, record);
    this.#queue.schedule(record);
    return record;
  }

  #save({ timer, isOn }: TimerRecord): void {
    if (isOn) this.#rows.save(timer);
    else {
      this.#rows.delete(timer);
      this.#records.delete(timerKey(timer));
    }
  }
}
