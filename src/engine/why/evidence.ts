import type { TrackedAlert } from '../../domain/alert.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { ErrorGroup } from '../../domain/error-group.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Policy } from '../../domain/policy.ts';
import type { AlertReason } from '../../domain/reason.ts';
import type { Recording } from '../../domain/recording.ts';
import type { Silence } from '../../domain/silence.ts';
import type { Storm } from '../../domain/storm.ts';
import type { Instant } from '../../domain/time.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';

/** What keeps alerts from people: the alert that has fired longest, and how many more do the same. */
export interface Inhibitor {
  readonly alert: TrackedAlert;
  /** Of its incident; null: that is no longer kept. */
  readonly number: number | null;
  readonly more: number;
}

/** What a decision trace is told from. */
export interface Evidence {
  readonly incident: Incident;
  /** Its alerts, those that fire first; the first few hundred are enough. */
  readonly alerts: readonly TrackedAlert[];
  /** What arrived for it and is `explainedOf` it, the newest first; of very many the newest are enough. */
  readonly recordings: readonly Recording[];
  readonly timeline: readonly TimelineEntry[];
  /** All that are kept. */
  readonly silences: readonly Silence[];
  readonly policy: Policy;
  /** What fires now and inhibits its alerts, by the keys of `Inhibition`. */
  readonly inhibitors: ReadonlyMap<string, Inhibitor>;
  /** The storm that withholds it, or did. */
  readonly storm: Storm | null;
  /** Its error group, and those that people merged into it; null: it is of monitors or people. */
  readonly error: { readonly group: ErrorGroup; readonly merged: readonly ErrorGroup[] } | null;
  /** How far Slack is with it; null: nothing was tried yet. */
  readonly delivery: Delivery | null;
  readonly now: Instant;
}

/** What became of alerts that are explained one by one; of the first one the whole trace tells. */
const EXPLAINED: readonly AlertReason[] = ['joined', 'refired', 'reopened', 'old-release'];

/** What is explained of such an incident: errors are dismissed for what they are, monitors send the same again. */
export function explainedOf({ error }: Pick<Incident, 'error'>): readonly AlertReason[] {
  return error ? [...EXPLAINED, 'dismissed'] : EXPLAINED;
}
