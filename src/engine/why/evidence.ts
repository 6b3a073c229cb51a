import type { TrackedAlert } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Silence } from '../../domain/silence.ts';
import type { Storm } from '../../domain/storm.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';

/** What a decision trace is told from. */
export interface Evidence {
  readonly incident: Incident;
  /** Its alerts, those that fire first; the first few hundred are enough. */
  readonly alerts: readonly TrackedAlert[];
  readonly timeline: readonly TimelineEntry[];
  /** All that are kept. */
  readonly silences: readonly Silence[];
  readonly policy: Policy;
  /** The storm that withholds it, or did. */
  readonly storm: Storm | null;
}
