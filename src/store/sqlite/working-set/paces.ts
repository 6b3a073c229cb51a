import type { Pace } from '../../../domain/storm.ts';
import type { ContentRows } from '../rows/contents.ts';

/** How fast incidents come to each channel. */
export class Paces {
  readonly #rows: ContentRows<Pace>;
  readonly #paces = new Map<string, Pace>();
  #unsaved = new Map<string, Pace>();

  constructor(rows: ContentRows<Pace>) {
    this.#rows = rows;
  }

  load(): void {
    for (const pace of this.#rows.all()) this.#paces.set(pace.channel, pace);
  }

  of(channel: string): Pace | undefined {
    return this.#paces.get(channel);
  }

  put(pace: Pace): void {
    this.#paces.set(pace.channel, pace);
    this.#unsaved.set(pace.channel, pace);
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0;
  }

  save(): void {
    for (const pace of this.#unsaved.values()) this.#rows.save(pace.channel, pace);
    this.#unsaved = new Map();
  }
}
