import type { IncidentId } from '../domain/incident.ts';
import { SEVERITIES } from '../domain/severity.ts';
import type { Instant } from '../domain/time.ts';
import { overlapsWith } from './overlap.ts';
import type { Period, ReplayedIncident, ReplayResult } from './result.ts';

/** An incident for which one side mentions somebody and the other one nobody. */
export interface Called {
  readonly incident: ReplayedIncident;
  /** When somebody is mentioned first. */
  readonly at: Instant;
  /** The incidents that it really was. */
  readonly recordedAs: ReadonlySet<IncidentId>;
}

/** The incidents for which `a` calls somebody, and `b` nobody in those that have one of their firings; the worst first. */
export function calledOnlyIn(a: ReplayResult, b: ReplayResult): readonly Called[] {
  const found = new Map<IncidentId, Found>();
  for (const [key, periods] of a.periods) {
    const others = overlapsWith(b.periods.get(key) ?? []);
    for (const period of periods) {
      const isCalled = others(period).some((other) => callsFor(b, other));
      note(found, a.incidents.get(period.incident), { period, isCalled });
    }
  }
  const lost = [...found.values()].filter(({ isCalled }) => !isCalled);
  const rank = ({ incident }: Called) => SEVERITIES.indexOf(incident.severity);
  return lost.sort((one, other) => rank(one) - rank(other) || one.at - other.at);
}

interface Found extends Called {
  readonly recordedAs: Set<IncidentId>;
  /** Whether the other side calls somebody for any of its firings. */
  isCalled: boolean;
}

/** What only a regression or a spike would tell of is not known to be left without its call. */
function callsFor({ incidents }: ReplayResult, { incident: id }: Period): boolean {
  const incident = incidents.get(id);
  return incident !== undefined && (incident.calledAt !== null || incident.isUnsure);
}

function note(
  found: Map<IncidentId, Found>,
  incident: ReplayedIncident | undefined,
  { period, isCalled }: { readonly period: Period; readonly isCalled: boolean },
): void {
  if (!incident || incident.calledAt === null) return;
  const { id, calledAt: at } = incident;
  const known = found.get(id) ?? { incident, at, recordedAs: new Set(), isCalled: false };
  found.set(id, known);
  known.isCalled ||= isCalled;
  if (period.recordedAs !== null) known.recordedAs.add(period.recordedAs);
}
