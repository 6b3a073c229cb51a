import type { HabitConclusion, SourceHabit } from '../../domain/source-habit.ts';
import type { Instant } from '../../domain/time.ts';
import { heardAt } from '../habits.ts';
import type { HabitRows } from './rows/habits.ts';

/** How sources speak. What is heard is written with the next commit, so that it costs none of its own. */
export class Habits {
  readonly #rows: HabitRows;
  readonly #known: Map<string, SourceHabit>;
  readonly #unsaved = new Set<string>();
  #written: readonly SourceHabit[] = [];

  constructor(rows: HabitRows) {
    this.#rows = rows;
    this.#known = new Map(rows.all().map((habit) => [habit.name, habit]));
  }

  all(): readonly SourceHabit[] {
    return [...this.#known.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  hear(name: string, at: Instant, atRest: boolean): void {
    const habit = heardAt(this.#known.get(name), { name, at, atRest });
    if (habit) this.#put(habit);
  }

  conclude(name: string, conclusion: HabitConclusion): void {
    const habit = this.#known.get(name);
    const { firstAt, longestPause, deaf, silentSince, backAt } = conclusion;
    if (habit) this.#put({ ...habit, firstAt, longestPause, deaf, silentSince, backAt });
  }

  get isSaved(): boolean {
    return this.#unsaved.size === 0;
  }

  save(): void {
    this.#written = [...this.#unsaved].flatMap((name) => this.#known.get(name) ?? []);
    for (const habit of this.#written) this.#rows.save(habit);
  }

  /** The commit is through. */
  settle(): void {
    for (const habit of this.#written) {
      if (this.#known.get(habit.name) === habit) this.#unsaved.delete(habit.name);
    }
    this.#written = [];
  }

  /** The commit failed: all of it is still to be written. */
  forget(): void {
    this.#written = [];
  }

  #put(habit: SourceHabit): void {
    if (this.#known.get(habit.name) === habit) return;
    this.#known.set(habit.name, habit);
    this.#unsaved.add(habit.name);
  }
}
