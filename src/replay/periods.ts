import type { AlertKey, TrackedAlert } from '../domain/alert.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { Recording } from '../domain/recording.ts';
import { isWorse } from '../domain/severity.ts';
import type { Instant } from '../domain/time.ts';
import { isFurtherKey, originOf } from '../engine/identity.ts';
import type { Period } from './result.ts';

type Open = { -readonly [K in keyof Period]: Period[K] };

/** What was recorded of an alert when it arrived. */
export type RecordedAs = (key: AlertKey) => Recording | undefined;

/** Follows the firings of every alert. */
export class Periods {
  readonly #all = new Map<AlertKey, Open[]>();
  /** The last one of each way of an alert. */
  readonly #last = new Map<AlertKey, Open>();

  all(): ReadonlyMap<AlertKey, readonly Period[]> {
    return this.#all;
  }

  /** Takes note of what became of an alert; a mere re-send costs next to nothing. */
  note(
    alert: TrackedAlert,
    before: TrackedAlert | undefined,
    seen: { at: Instant; as: RecordedAs },
  ) {
    if (before && isSame(before, alert)) return;
    const last = this.#last.get(alert.key);
    const began = alert.periods > (before?.periods ?? 0);
    if (began && last) close(last, seen.at);
    const period = began || !last ? this.#begin(alert, seen) : last;
    hear(period, alert, seen.at);
    if (alert.status === 'resolved') close(period, alert.endsAt ?? seen.at);
  }

  #begin(alert: TrackedAlert, seen: { at: Instant; as: RecordedAs }): Open {
    const { key, incident, content } = alert;
    const origin = originOf(key);
    const period: Open = {
      incident,
      from: seen.at,
      to: null,
      audibleAt: null,
      suppressed: null,
      severity: content.severity,
      recordedAs: incidentOn(alert, seen.as(origin)),
    };
    const periods = this.#all.get(origin);
    if (periods) periods.push(period);
    else this.#all.set(origin, [period]);
    this.#last.set(key, period);
    return period;
  }
}

/** The incident that an alert really had on this way; of a further route that it did not take then none is known. */
function incidentOn(
  { key, route }: TrackedAlert,
  recorded: Recording | undefined,
): IncidentId | null {
  const further = recorded?.further?.find((way) => way.route === route);
  if (further) return further.incident;
  return recorded && !isFurtherKey(key) ? recorded.incident : null;
}

function isSame(before: TrackedAlert, after: TrackedAlert): boolean {
  return (
    before.status === after.status &&
    before.periods === after.periods &&
    before.suppressed === after.suppressed &&
    before.content === after.content
  );
}

function close(period: Open, at: Instant): void {
  period.to ??= at;
}

function hear(period: Open, { suppressed, content }: TrackedAlert, at: Instant): void {
  if (suppressed) period.suppressed = suppressed;
  else period.audibleAt ??= at;
  if (isWorse(content.severity, period.severity)) period.severity = content.severity;
}
