import type { Clock } from '../clock.ts';
import type { SourceHabit } from '../domain/source-habit.ts';
import {
  between,
  type Duration,
  duration,
  hours,
  type Instant,
  later,
  minutes,
} from '../domain/time.ts';
import { afterDeafness } from '../engine/habit.ts';
import type { Store } from '../store/store.ts';

/** Whose last word is Quell's own last sign of life. No source can have this name. */
export const ITSELF = 'Quell itself';

/** Signs of life are no closer to each other, and a shorter deafness does not matter. */
const SHORT = minutes(1);
/** Without a sign of life for so long, nobody listened, whatever this process knows of it: its machine may have slept. */
const LONG = hours(2);

/**
 * How sources speak, with what Quell could not hear: it keeps its own signs of life among theirs. Where several processes
 * listen, one that starts takes for deaf what passed since the last sign of any: an hour at most, which a source is missed later.
 */
export class Listening {
  readonly #store: Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit'>;
  readonly #clock: Clock;
  /** Nothing could be heard here, until the store answers. */
  #isDeaf = true;

  constructor(store: Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Of all sources that ever spoke. That the store answers is a sign of life. */
  async habits(): Promise<readonly SourceHabit[]> {
    try {
      const habits = await this.#read();
      this.#isDeaf = false;
      return habits;
    } catch (error) {
      this.#isDeaf = true;
      throw error;
    }
  }

  async #read(): Promise<readonly SourceHabit[]> {
    const now = this.#clock.now();
    const all = await this.#store.habits();
    const habits = all.filter(({ name }) => name !== ITSELF);
    const quiet = between(lastSign(all, now), now);
    if (quiet < SHORT && all.length > 0) return habits;
    const deaf = this.#isDeaf || quiet >= LONG ? quiet : duration(0);
    if (deaf > 0) await this.#wasDeaf(habits, deaf);
    await this.#store.heardFrom(ITSELF, now, false);
    return habits.map((habit) => ({ ...habit, ...afterDeafness(habit, deaf) }));
  }

  async #wasDeaf(habits: readonly SourceHabit[], length: Duration): Promise<void> {
    for (const habit of habits) {
      await this.#store.concludeHabit(habit.name, afterDeafness(habit, length));
    }
  }
}

/** Also what a source said shows that somebody listened. */
function lastSign(all: readonly SourceHabit[], now: Instant): Instant {
  const [first, ...others] = all.map(({ lastAt }) => lastAt);
  return others.reduce(later, first ?? now);
}
