import type { SourceHabit } from '../../domain/source-habit.ts';
import { heardAt } from '../habits.ts';
import type { Store } from '../store.ts';

/** The part of a store that knows how sources speak. */
export type HabitReads = Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit'>;

/** How sources speak, forgotten at the end. */
export function habits(): HabitReads {
  const known = new Map<string, SourceHabit>();
  return {
    heardFrom: async (name, at, atRest) => {
      const habit = heardAt(known.get(name), { name, at, atRest });
      if (habit) known.set(name, habit);
    },
    habits: async () => [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    concludeHabit: async (name, { firstAt, longestPause, deaf, silentSince, backAt }) => {
      const habit = known.get(name);
      const conclusion = { firstAt, longestPause, deaf, silentSince, backAt };
      if (habit) known.set(name, { ...habit, ...conclusion });
    },
  };
}
