import type { Alert, TrackedAlert } from '../domain/alert.ts';

/** An alert that begins to fire. */
export interface Arrival {
  readonly alert: Alert;
  /** What was known of it before. */
  readonly known: TrackedAlert | undefined;
  /** Whether a silence matches it. */
  readonly silenced: boolean;
}
