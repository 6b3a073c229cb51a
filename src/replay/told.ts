import type { AlertKey } from '../domain/alert.ts';
import type { ConfigPlace } from '../domain/policy.ts';
import { hours, type Instant, later, plus } from '../domain/time.ts';
import type { Period, ReplayResult } from './result.ts';

/**
 * Why nobody would have heard of a firing:
 * - `ignored`: by a rule
 * - `silenced`, `inhibited`, `maintenance`, `below-threshold`, `storm`: as the live bot says it
 * - `waiting`: its group's wait was not over by then
 * - `too-late`: people are told, but long after it was over
 * - `unknown`: it does not appear at all
 */
export interface Why {
  readonly reason:
    | 'ignored'
    | 'silenced'
    | 'inhibited'
    | 'maintenance'
    | 'below-threshold'
    | 'storm'
    | 'waiting'
    | 'too-late'
    | 'unknown';
  /** The rule, silence, window or storm; null: there is none to name. */
  readonly by: string | null;
}

/** The firings of one alert on the other side, at the time of one on this side. */
export interface Other {
  readonly key: AlertKey;
  readonly result: ReplayResult;
  readonly periods: readonly Period[];
}

/** Who hears of something so long after it was over has missed it. */
const LONG_OVER = hours(1);

/** When people heard of a firing; null: never, or when it was long over. */
export function toldAtOf({ incidents }: ReplayResult, period: Period): Instant | null {
  const heardAt = incidents.get(period.incident)?.heardAt ?? null;
  if (heardAt === null || period.audibleAt === null) return null;
  const told = later(heardAt, period.audibleAt);
  return period.to !== null && told > plus(period.to, LONG_OVER) ? null : told;
}

/** When people first heard of it on the other side; null: they did not. */
export function firstToldAt({ result, periods }: Other): Instant | null {
  let first: Instant | null = null;
  for (const period of periods) {
    const told = toldAtOf(result, period);
    if (told !== null && (first === null || told < first)) first = told;
  }
  return first;
}

/** Whether people may have heard of it on the other side, by what is not replayed. */
export function isUnsure({ result, periods }: Other): boolean {
  return periods.some(({ incident }) => result.incidents.get(incident)?.isUnsure);
}

/** Why nobody heard of it on the other side. */
export function whyUntold({ key, result, periods }: Other): Why {
  const [period] = periods;
  if (!period) return ignoredOf(result.ignoredBy.get(key));
  if (period.audibleAt === null && period.suppressed) return period.suppressed;
  const incident = result.incidents.get(period.incident);
  if (!incident || incident.heardAt !== null) return { reason: 'too-late', by: null };
  const { withheld, withheldBy } = incident;
  return withheld ? { reason: withheld, by: withheldBy } : { reason: 'waiting', by: null };
}

function ignoredOf(place: ConfigPlace | undefined): Why {
  return place === undefined ? { reason: 'unknown', by: null } : { reason: 'ignored', by: place };
}
