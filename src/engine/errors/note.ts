import type { Alert } from '../../domain/alert.ts';
import type { ErrorEvent } from '../../domain/error-event.ts';
import type { ErrorGroup, Keepsake } from '../../domain/error-group.ts';
import { type IncidentId, type Regression, wasTold } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import { countedGroup, emptyGroup, mergedGroup, type Told } from './group-rows.ts';
import { type HomeGroup, keepMerges } from './home-group.ts';
import { withIncidents } from './incidents-of.ts';
import { isWithoutFix, regressionOf } from './old-release.ts';
import { seenRelease } from './release-rows.ts';
import type { Spike } from './spike.ts';
import { spiking } from './spiking.ts';

/** What an event is in the history of its error. */
export interface Noted {
  readonly event: ErrorEvent;
  /** With this event counted. */
  readonly group: ErrorGroup;
  /** No event of it was ever seen before. */
  readonly isNew: boolean;
  /** People have heard nothing of it yet: it is new to them. */
  readonly isNews: boolean;
  readonly isNewUser: boolean;
  /** It comes from a release without the fix: its incident stays resolved. */
  readonly isOld: boolean;
  /** How its group was resolved before; null: it was not. */
  readonly resolved: ErrorGroup['resolved'];
  readonly regression: Regression | null;
  /** It comes far more often than ever since this event. */
  readonly spike: Spike | null;
  /** Whether its incident was ignored before. */
  readonly wasIgnored: boolean;
}

/** Counts the event of an error in its group, and says what is special about it; null: the alert is no error of an SDK. */
export function noteError(
  draft: Draft,
  { event }: Alert,
  home: HomeGroup | null,
  now: Instant,
): Noted | null {
  if (!event?.error || !event.grouping || !home) return null;
  const told = { event: event.error, grouping: event.grouping, user: event.user };
  if (home.isRenamed) {
    draft.errors.putGroup(mergedGroup(emptyGroup(told, now), home.id, 'version'));
  }
  keepMerges(draft, told.grouping.id, now);
  return noted(draft, told, home.group, now);
}

function noted(draft: Draft, told: Told, known: ErrorGroup | undefined, now: Instant): Noted {
  const { event } = told;
  draft.errors.count(event);
  const before = known ?? emptyGroup(told, now);
  const seenAt = seenRelease(draft, event, now)?.firstSeenAt ?? null;
  const { resolved } = before;
  const isOld = resolved !== null && isWithoutFix(resolved, { event, seenAt, now });
  const counted = countedGroup(before, told, now);
  const { group, spike } = isOld
    ? { group: counted, spike: null }
    : spiking({ ...counted, resolved: null }, now);
  return {
    event,
    group: draft.errors.putGroup(group),
    isNew: known === undefined,
    isNews: known === undefined || isUntold(draft, known.incident),
    isNewUser: group.users !== before.users,
    isOld,
    resolved,
    regression: resolved && !isOld ? regressionOf(resolved, { event, seenAt, now }) : null,
    spike,
    wasIgnored: isIgnored(draft, before.incident),
  };
}

/** What became of it is known: it is kept, for ever where it is special, and its group knows its incidents. */
export function keepNoted(
  draft: Draft,
  noted: Noted,
  given: readonly IncidentId[],
  now: Instant,
): void {
  const { event } = noted;
  const group = withIncidents(draft, noted.group, given);
  const { keep } = draft.policy.errors;
  const sample = { group: group.id, receivedAt: now, event };
  if (keep > 0) {
    draft.errors.putSample({ ...sample, slot: (group.events - 1) % keep, keepsake: null });
  }
  const keepsake = keepsakeOf(draft, noted);
  if (keepsake) draft.errors.putSample({ ...sample, slot: -(group.kept + 1), keepsake });
  if (!keepsake && group === noted.group) return;
  draft.errors.putGroup({ ...group, kept: group.kept + (keepsake ? 1 : 0) });
}

function keepsakeOf(draft: Draft, noted: Noted): Keepsake | null {
  if (noted.isNew) return 'first';
  if (noted.regression) return 'regression';
  const isLoudAgain = noted.wasIgnored && !isIgnored(draft, noted.group.incident);
  return isLoudAgain ? 'unignored' : null;
}

function isUntold(draft: Draft, incident: IncidentId | null): boolean {
  const last = incident === null ? undefined : draft.incident(incident);
  return last !== undefined && !wasTold(last);
}

function isIgnored(draft: Draft, incident: IncidentId | null): boolean {
  return incident !== null && draft.incident(incident)?.mute?.ignores === true;
}
