import type { Instant } from './time.ts';

/** A piece of a sentence: words, an identifier (shown as code), or a moment, which each surface writes in its own way. */
export type TracePart = string | { readonly code: string } | { readonly at: Instant };

/** One sentence of a decision trace: why people were told, or were not. */
export interface TraceLine {
  readonly parts: readonly TracePart[];
  /** The reason's own word, from the closed lists in `reason.ts`; null where the sentence only tells. */
  readonly reason: string | null;
}
