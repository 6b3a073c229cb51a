import { FOLDED_WITHIN } from '../domain/recording.ts';

/** Re-sends that wait in memory until their minute is over. */
interface Waiting {
  /** Whether there are any. */
  readonly isWaiting: boolean;
  /** The minute that runs. */
  readonly minute: number;
  /** Folds nothing more into those of this minute. */
  end(minute: number): void;
}

/** Has re-sends written once their minute is over by the clock: it may be long until something else arrives. */
export class MinuteEnd {
  readonly #waiting: Waiting;
  readonly #save: () => Promise<unknown>;
  #timer: NodeJS.Timeout | null = null;
  #isStopped = false;

  constructor(waiting: Waiting, save: () => Promise<unknown>) {
    this.#waiting = waiting;
    this.#save = save;
  }

  /** To be asked whenever something was saved. */
  watch(): void {
    if (this.#isStopped || this.#timer || !this.#waiting.isWaiting) return;
    const { minute } = this.#waiting;
    // The first of them arrived before now, so that their minute is over by then.
    this.#timer = setTimeout(() => void this.#end(minute), FOLDED_WITHIN).unref();
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #end(minute: number): Promise<void> {
    this.#waiting.end(minute);
    // What cannot be saved waits on; each that saves something else meanwhile is told why that fails.
    await this.#save().catch(() => {});
    this.#timer = null;
    this.watch();
  }
}
