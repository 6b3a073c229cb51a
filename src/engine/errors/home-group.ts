import type { Alert } from '../../domain/alert.ts';
import type { ErrorGroup, ErrorGroupId, Grouping } from '../../domain/error-group.ts';
import type { Incident } from '../../domain/incident.ts';
import { canonicalLabels } from '../../domain/labels.ts';
import { days, type Instant, plus } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';

/** Where the events of a grouping count. */
export interface HomeGroup {
  readonly id: ErrorGroupId;
  /** Undefined: no event of it was ever counted. */
  readonly group: ErrorGroup | undefined;
  /** Whether only an earlier version of the rules knows it, so that its own id is to lead there from now on. */
  readonly isRenamed: boolean;
}

/** So long a group that nothing was heard of is found under an id of earlier rules. */
const FOUND_BY_OLDER = days(30);
/** No chain of merges is longer. */
const MERGES_FOLLOWED = 50;

/** The group with this id, or the one that it was merged into. */
export function homeGroup(draft: Draft, id: ErrorGroupId): ErrorGroup | undefined {
  let group = draft.errors.group(id);
  for (let merges = 0; group?.mergedInto != null && merges < MERGES_FOLLOWED; merges++) {
    const next = draft.errors.group(group.mergedInto);
    // What it was merged into is forgotten: then it counts by itself again.
    if (!next) return group;
    group = next;
  }
  return group;
}

/** So often it is noted that a group which was merged into another is still in use: unused ones are forgotten. */
const NOTED_EVERY = days(1);

/** The merges that lead from this id are still in use. */
export function keepMerges(draft: Draft, id: ErrorGroupId, now: Instant): void {
  let group = draft.errors.group(id);
  for (let merges = 0; group?.mergedInto != null && merges < MERGES_FOLLOWED; merges++) {
    const isRecent = now < plus(group.lastSeenAt, NOTED_EVERY);
    if (!isRecent) draft.errors.putGroup({ ...group, lastSeenAt: now });
    group = draft.errors.group(group.mergedInto);
  }
}

/** The group of an incident that counts by itself; undefined: it is of none, or that was merged into another. */
export function ownGroupOf(draft: Draft, { error }: Incident): ErrorGroup | undefined {
  const own = error ? draft.errors.group(error.group) : undefined;
  return own?.mergedInto === null ? own : undefined;
}

/** The group that an incident is about, as it counts now. */
export function groupOf(draft: Draft, { error }: Incident): ErrorGroup | undefined {
  return error ? homeGroup(draft, error.group) : undefined;
}

/** The group in which an event counts, if there is one already. */
export function homeOfGrouping(draft: Draft, { id, older }: Grouping, now: Instant): HomeGroup {
  const own = homeGroup(draft, id);
  if (own) return { id: own.id, group: own, isRenamed: false };
  for (const olderId of older) {
    const group = homeGroup(draft, olderId);
    if (group && plus(group.lastSeenAt, FOUND_BY_OLDER) >= now) {
      return { id: group.id, group, isRenamed: true };
    }
  }
  return { id, group: undefined, isRenamed: false };
}

/** The alert of an error as one of the group in which it counts. */
export function alertAtHome(alert: Alert, { id }: HomeGroup): Alert {
  const own = alert.event?.grouping?.id;
  if (own === undefined || own === id) return alert;
  const { content, dedupKey = '' } = alert;
  return {
    ...alert,
    content: {
      ...content,
      labels: canonicalLabels({ ...content.labels, exception_group: id }),
    },
    incidentKey: id,
    dedupKey: `${id}${dedupKey.slice(own.length)}`,
  };
}
