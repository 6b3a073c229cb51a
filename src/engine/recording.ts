import type { Alert, AlertKey } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
import type { AlertReason } from '../domain/reason.ts';
import type { FurtherWay } from '../domain/recording.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';

export type AlertOutcome = Extract<Outcome, { type: 'alert' }>;

/** What became of an alert. */
export function outcome(
  reason: AlertReason,
  incident: string | null,
  more: Partial<Pick<AlertOutcome, 'untold' | 'ignoredBy'>> = {},
): AlertOutcome {
  return { type: 'alert', reason, incident, untold: null, ignoredBy: null, ...more };
}

/** What is kept of an alert that arrived. */
interface Kept {
  readonly key: AlertKey;
  /** As it was received. */
  readonly alert: Alert;
  /** Whether it is the same firing, sent again in the same words. */
  readonly isRepeat: boolean;
  /** What became of it on its routes after the first. */
  readonly further: readonly FurtherWay[];
  readonly now: Instant;
}

/** What was reported is kept with its error group, and need not be kept twice. */
function withoutError(alert: Alert): Alert {
  return alert.event?.error ? { ...alert, event: { user: alert.event.user } } : alert;
}

/** Keeps what arrived and what became of it, for replay and audit; the same firing sent again without its text. */
export function record(
  draft: Draft,
  { key, alert, isRepeat, further, now }: Kept,
  decided: AlertOutcome,
): AlertOutcome {
  const { reason, incident, untold, ignoredBy } = decided;
  draft.record({
    key,
    at: now,
    alert: isRepeat ? null : withoutError(alert),
    endsAt: isRepeat ? (alert.endsAt ?? null) : null,
    count: 1,
    last: now,
    reason,
    incident,
    untold,
    ignoredBy,
    ...(further.length > 0 && { further }),
  });
  return decided;
}
