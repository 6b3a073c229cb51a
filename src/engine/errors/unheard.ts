import type { TrackedAlert } from '../../domain/alert.ts';
import { type Incident, isOpen, wasTold } from '../../domain/incident.ts';
import type { FurtherWay } from '../../domain/recording.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import { groupKeyOf } from '../group.ts';
import { isEndedByPerson } from '../lifecycle.ts';
import type { Followed } from '../ways.ts';
import type { Noted } from './note.ts';
import { asAfter } from './own-resolution.ts';
import { isToldEnvironment } from './quiet.ts';

/** What an event of an error is on one of its ways. */
export interface Heard {
  readonly way: Followed;
  /** Why it changes nothing there but the counts; null: it is taken. */
  readonly unheard: 'old-release' | 'dismissed' | null;
}

/** The way as the event takes it; it is unheard there where it cannot bring back what a person resolved. */
export function heardOn(draft: Draft, way: Followed, noted: Noted, now: Instant): Heard {
  const heard = { way: { ...way, noted }, unheard: null };
  // What fires is open: whoever resolves an error ends its alerts.
  if (draft.alert(way.key)?.status === 'firing') return heard;
  const latest = latestOn(draft, way);
  if (latest && isOpen(latest)) return heard;
  if (latest && isHeldByPerson(draft, latest, noted)) return { way, unheard: 'dismissed' };
  const own = asAfter(draft, noted, latest?.resolution ?? null, now);
  return own
    ? { way: { ...way, noted: own }, unheard: null }
    : { way: { ...way, noted }, unheard: 'old-release' };
}

/** It happened, in the incident of this way, and in its alert where there is one. */
export function countUnheard(
  draft: Draft,
  { way, unheard }: Heard & { readonly unheard: FurtherWay['reason'] },
  now: Instant,
): FurtherWay {
  const known = draft.alert(way.key);
  const incident = latestOn(draft, way) ?? (known && draft.incident(known.incident));
  if (incident) count(draft, incident, { known, now });
  const untold = unheard === 'dismissed' ? 'below-threshold' : null;
  return { route: way.route.path, reason: unheard, incident: incident?.id ?? null, untold };
}

/** The group as it was resolved before: what was only counted is no return. */
export function keptResolved(draft: Draft, noted: Noted): Noted {
  const group = draft.errors.putGroup({ ...noted.group, resolved: noted.resolved });
  return { ...noted, group, regression: null };
}

function latestOn(draft: Draft, { ruled, route }: Followed): Incident | undefined {
  return draft.latestOf(groupKeyOf(ruled.alert, route));
}

/** People who know that it is over do not hear of quiet environments: nothing there makes it untrue. */
function isHeldByPerson({ policy }: Draft, latest: Incident, { event }: Noted): boolean {
  if (isToldEnvironment(policy, event.environment) || !wasTold(latest)) return false;
  return latest.resolution !== null && isEndedByPerson(latest.resolution);
}

function count(
  draft: Draft,
  incident: Incident,
  { known, now }: { readonly known: TrackedAlert | undefined; readonly now: Instant },
): void {
  if (known?.incident === incident.id) {
    draft.putAlert({ ...known, occurrences: known.occurrences + 1, lastSeenAt: now });
  }
  draft.putIncident({ ...incident, occurrenceCount: incident.occurrenceCount + 1 });
}
