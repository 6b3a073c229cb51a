import type { ErrorStory } from '../../../domain/error-group.ts';

/** What surfaces show of an error. */
export interface ErrorShown extends ErrorStory {
  /** How many error groups people merged into it. */
  readonly took: number;
}
