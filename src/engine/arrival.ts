import type { Alert, Suppression, TrackedAlert } from '../domain/alert.ts';
import type { Route } from '../domain/policy.ts';
import type { Noted } from './errors/note.ts';

/** An alert that begins to fire. */
export interface Arrival {
  /** After the rules. */
  readonly alert: Alert;
  readonly route: Route;
  /** What was known of it before. */
  readonly known: TrackedAlert | undefined;
  /** What keeps it from being told. */
  readonly suppressed: Suppression | null;
  /** What it is in the history of its error; null: it is none of an SDK. */
  readonly noted: Noted | null;
}
