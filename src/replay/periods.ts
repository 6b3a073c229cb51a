import type { AlertKey, TrackedAlert } from '../domain/alert.ts';
import type { IncidentId } from '../domain/incident.ts';
import type { FurtherWay, Recording } from '../domain/recording.ts';
import { isWorse } from '../domain/severity.ts';
import type { Instant } from '../domain/time.ts';
import { originOf } from '../engine/identity.ts';
import type { Period } from './result.ts';

type Open = { -readonly [K in keyof Period]: Period[K] };

/** What was recorded of an alert when it arrived. */
export type RecordedAs = (key: AlertKey) => Recording | undefined;

/** The ways that alerts took in the replay after their first ones. */
export type FurtherWays = ReadonlyMap<AlertKey, readonly FurtherWay[]>;

interface Seen {
  readonly at: Instant;
  readonly as: RecordedAs;
  readonly further: FurtherWays;
}

/** Follows the firings of every alert. */
export class Periods {
  readonly #all = new Map<AlertKey, Open[]>();
  /** The last one of each way of an alert. */
  readonly #last = new Map<AlertKey, Open>();

  all(): ReadonlyMap<AlertKey, readonly Period[]> {
    return this.#all;
  }

  /** Takes note of what became of an alert; a mere re-send costs next to nothing. */
  note(alert: TrackedAlert, before: TrackedAlert | undefined, seen: Seen): void {
    if (before && isSame(before, alert)) return;
    const last = this.#last.get(alert.key);
    const began = alert.periods > (before?.periods ?? 0);
    if (began && last) close(last, seen.at);
    const period = began || !last ? this.#begin(alert, seen) : last;
    hear(period, alert, seen.at);
    if (alert.status === 'resolved') close(period, alert.endsAt ?? seen.at);
  }

  #begin(alert: TrackedAlert, seen: Seen): Open {
    const { key, incident, content } = alert;
    const origin = originOf(key);
    const period: Open = {
      incident,
      from: seen.at,
      to: null,
      audibleAt: null,
      suppressed: null,
      severity: content.severity,
      recordedAs: incidentOn(alert, seen.as(origin), seen.further.get(origin)),
    };
    const periods = this.#all.get(origin);
    if (periods) periods.push(period);
    else this.#all.set(origin, [period]);
    this.#last.set(key, period);
    return period;
  }
}

/**
 * The incident that an alert really had on this way; of a further route that it did not take then none is known. Its key does
 * not tell which way is the first: that of an error changes from event to event.
 */
function incidentOn(
  { route }: TrackedAlert,
  recorded: Recording | undefined,
  further: readonly FurtherWay[] = [],
): IncidentId | null {
  const isOnRoute = (way: FurtherWay) => way.route === route;
  const real = recorded?.further?.find(isOnRoute);
  if (real) return real.incident;
  return recorded && !further.some(isOnRoute) ? recorded.incident : null;
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
