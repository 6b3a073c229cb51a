import type { IncidentId } from '../domain/incident.ts';
import { isWorse, SEVERITIES, type Severity } from '../domain/severity.ts';
import { between, type Duration, type Instant, minutes } from '../domain/time.ts';
import { type Called, calledOnlyIn } from './calls.ts';
import { overlapsWith } from './overlap.ts';
import type { Period, ReplayedIncident, ReplayResult } from './result.ts';
import { firstToldAt, isUnsure, type Other, toldAtOf, type Why, whyUntold } from './told.ts';

/** An incident that the other side does not tell, or only in part. */
export interface Untold {
  readonly incident: ReplayedIncident;
  /** When people first heard of what the other side leaves out. */
  readonly at: Instant;
  /** The worst of what the other side leaves out. */
  readonly severity: Severity;
  /** Firings that the other side leaves out, of all that were told. */
  readonly firings: number;
  readonly of: number;
  readonly why: Why;
  /** The incidents that these firings really belonged to. */
  readonly recordedAs: ReadonlySet<IncidentId>;
}

/** An incident of which the other side tells, but later. */
export interface Delayed {
  readonly incident: ReplayedIncident;
  readonly at: Instant;
  /** The longest delay among its firings. */
  readonly by: Duration;
  readonly recordedAs: ReadonlySet<IncidentId>;
}

/** How two configurations differ over the same recordings. */
export interface Comparison {
  /** Told by the old one only; the worst first. */
  readonly missed: readonly Untold[];
  /** Told by both, by the new one later; the longest delay first. */
  readonly delayed: readonly Delayed[];
  /** Told by the new one only; the worst first. */
  readonly added: readonly Untold[];
  /** For which only the old one calls somebody. */
  readonly calledNoMore: readonly Called[];
  /** For which only the new one calls somebody. */
  readonly calledNow: readonly Called[];
  /** Incidents of which one side alone tells, and the other one would where they are regressions or spikes. */
  readonly unsure: number;
}

/** A shorter delay is none. */
const NOTICEABLE = minutes(1);
/** What people would have missed, heard later, or heard in addition. */
export function compare(old: ReplayResult, fresh: ReplayResult): Comparison {
  const [lost, gained] = [differencesOf(old, fresh), differencesOf(fresh, old)];
  return {
    missed: untoldOf(lost),
    delayed: [...lost].flatMap(delayedOf).sort((a, b) => b.by - a.by || a.at - b.at),
    added: untoldOf(gained),
    calledNoMore: calledOnlyIn(old, fresh),
    calledNow: calledOnlyIn(fresh, old),
    unsure: [...lost, ...gained].filter(({ isUnsure, why }) => isUnsure && !why).length,
  };
}

interface Difference {
  readonly incident: ReplayedIncident;
  of: number;
  firings: number;
  at: Instant;
  severity: Severity;
  why: Why | null;
  isUnsure: boolean;
  delay: Duration;
  delayedAt: Instant;
  readonly recordedAs: Set<IncidentId>;
}

/** What `a` tells and `b` does not or only later, by the incidents of `a`. */
function differencesOf(a: ReplayResult, b: ReplayResult): readonly Difference[] {
  const differences = new Map<IncidentId, Difference>();
  for (const [key, periods] of a.periods) {
    const others = overlapsWith(b.periods.get(key) ?? []);
    for (const period of periods) {
      const incident = a.incidents.get(period.incident);
      const told = toldAtOf(a, period);
      if (!incident || told === null || told < a.span.from) continue;
      const difference = differenceOf(differences, incident, period);
      difference.of += 1;
      compareOne(difference, { period, told }, { key, result: b, periods: others(period) });
    }
  }
  return [...differences.values()];
}

interface Told {
  readonly period: Period;
  readonly told: Instant;
}

function compareOne(difference: Difference, { period, told }: Told, other: Other): void {
  const toldThere = firstToldAt(other);
  if (toldThere === null && isUnsure(other)) {
    difference.isUnsure = true;
    return;
  }
  if (toldThere === null) {
    miss(difference, { period, told }, () => whyUntold(other));
    return;
  }
  const delay = between(told, toldThere);
  if (delay <= NOTICEABLE || delay <= difference.delay) return;
  difference.delay = delay;
  difference.delayedAt = told;
  if (period.recordedAs !== null) difference.recordedAs.add(period.recordedAs);
}

function miss(difference: Difference, { period, told }: Told, why: () => Why): void {
  const isFirst = difference.firings === 0;
  difference.firings += 1;
  if (isFirst || told < difference.at) difference.at = told;
  if (isFirst || isWorse(period.severity, difference.severity)) {
    difference.severity = period.severity;
    difference.why = why();
  }
  if (period.recordedAs !== null) difference.recordedAs.add(period.recordedAs);
}

function differenceOf(
  differences: Map<IncidentId, Difference>,
  incident: ReplayedIncident,
  { severity, from }: Period,
): Difference {
  const known = differences.get(incident.id);
  if (known) return known;
  const fresh: Difference = {
    incident,
    of: 0,
    firings: 0,
    at: from,
    severity,
    why: null,
    isUnsure: false,
    delay: 0 as Duration,
    delayedAt: from,
    recordedAs: new Set(),
  };
  differences.set(incident.id, fresh);
  return fresh;
}

function untoldOf(differences: readonly Difference[]): readonly Untold[] {
  const rank = (severity: Severity) => SEVERITIES.indexOf(severity);
  return differences
    .flatMap(({ why, incident, at, severity, firings, of, recordedAs }) =>
      why ? [{ incident, at, severity, firings, of, why, recordedAs }] : [],
    )
    .sort((a, b) => rank(a.severity) - rank(b.severity) || a.at - b.at);
}

/** What is missed is not listed as delayed too. */
function delayedOf({
  incident,
  delay,
  delayedAt,
  why,
  recordedAs,
}: Difference): readonly Delayed[] {
  return delay === 0 || why ? [] : [{ incident, at: delayedAt, by: delay, recordedAs }];
}
