import type { Duration, Instant } from './time.ts';

/** How a source speaks, for noticing that it fell silent. To speak is to say that something fires, other than an error of a program. */
export interface SourceHabit {
  readonly name: string;
  /** Since when its words are counted: its first one ever, or the first after a rest. */
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  /** Since that word it said that something is over: nothing more is expected of it until it speaks again. */
  readonly atRest: boolean;
  /** The longest pause so far, once it spoke again; a rest is none, and a silence that was told neither. */
  readonly longestPause: Duration;
  /** For how long Quell could not hear it since its last word. */
  readonly deaf: Duration;
  /** Since when it is silent for longer than ever, as people were told; null: it is not. */
  readonly silentSince: Instant | null;
  /** When it last ended a silence that was told; null: never. */
  readonly backAt: Instant | null;
}

/** What is concluded of what was heard. */
export type HabitConclusion = Omit<SourceHabit, 'name' | 'lastAt' | 'atRest'>;
