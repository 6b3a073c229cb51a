import { firstHeard, heardAgain } from '../habits.ts';
import type { SourceHabit, Store } from '../store.ts';

/** The part of a store that knows how sources speak. */
export type HabitReads = Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit'>;

/** How sources speak, forgotten at the end. */
export function habits(): HabitReads {
  const known = new Map<string, SourceHabit>();
  return {
    heardFrom: async (name, at) => {
      const habit = known.get(name);
      known.set(name, habit ? heardAgain(habit, at) : firstHeard(name, at));
    },
    habits: async () => [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    concludeHabit: async (name, { longestPause, silentSince }) => {
      const habit = known.get(name);
      if (habit) known.set(name, { ...habit, longestPause, silentSince });
    },
  };
}
