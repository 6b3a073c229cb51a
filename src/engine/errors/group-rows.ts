import type { ErrorEvent } from '../../domain/error-event.ts';
import {
  ENVIRONMENTS_KEPT,
  type ErrorGroup,
  type ErrorGroupId,
  type Grouping,
} from '../../domain/error-group.ts';
import { culpritOf, errorTitle, raisedLast, typeOf } from '../../domain/error-text.ts';
import { type Instant, later } from '../../domain/time.ts';
import { countedAt, HOURS, joinedCounts, MINUTES, NO_COUNTS } from './counts.ts';
import { joinedCrowds, NOBODY, withUser } from './crowd.ts';
import { countedTags, joinedTags } from './tags.ts';

/** An event with where it belongs. */
export interface Told {
  readonly event: ErrorEvent;
  readonly grouping: Grouping;
  /** Who was struck; null: nobody knows. */
  readonly user: string | null;
}

const NOTHING_COUNTED = {
  events: 0,
  users: NOBODY,
  minutes: NO_COUNTS,
  hours: NO_COUNTS,
  tags: {},
} as const;

/** The row of a group before its first event is counted. */
export function emptyGroup({ event, grouping }: Told, now: Instant): ErrorGroup {
  return {
    id: grouping.id,
    project: event.project,
    mergedInto: null,
    mergedWhy: null,
    ...described(event, grouping),
    level: event.level,
    firstSeenAt: now,
    lastSeenAt: now,
    firstRelease: event.release,
    lastRelease: event.release,
    environments: [],
    ...NOTHING_COUNTED,
    resolved: null,
    spikingSince: null,
    incident: null,
    kept: 0,
  };
}

/** One more event. Those of groups that were merged into this one count here, but do not name it. */
export function countedGroup(group: ErrorGroup, told: Told, now: Instant): ErrorGroup {
  const { event, grouping, user } = told;
  const isItsOwn = grouping.id === group.id || grouping.older.includes(group.id);
  return {
    ...group,
    ...(isItsOwn ? described(event, grouping) : null),
    mergedInto: null,
    mergedWhy: null,
    level: event.level,
    lastSeenAt: later(group.lastSeenAt, now),
    lastRelease: event.release || group.lastRelease,
    environments: withEnvironment(group.environments, event.environment),
    events: group.events + 1,
    users: user === null ? group.users : withUser(group.users, user),
    minutes: countedAt(group.minutes, now, MINUTES),
    hours: countedAt(group.hours, now, HOURS),
    tags: countedTags(group.tags, event.tags),
  };
}

function described(event: ErrorEvent, { because }: Grouping) {
  return {
    title: errorTitle(event),
    type: typeOf(raisedLast(event)),
    culprit: culpritOf(event),
    logger: event.logger,
    because,
  };
}

function withEnvironment(environments: readonly string[], name: string): readonly string[] {
  const isKnown = name === '' || environments.includes(name);
  if (isKnown || environments.length >= ENVIRONMENTS_KEPT) return environments;
  return [...environments, name];
}

/** What the first group has counted counts in the second one too. */
export function joinedGroups(source: ErrorGroup, target: ErrorGroup): ErrorGroup {
  const first = source.firstSeenAt < target.firstSeenAt ? source : target;
  const last = source.lastSeenAt > target.lastSeenAt ? source : target;
  return {
    ...target,
    firstSeenAt: first.firstSeenAt,
    firstRelease: first.firstRelease,
    lastSeenAt: last.lastSeenAt,
    lastRelease: last.lastRelease || target.lastRelease,
    environments: source.environments.reduce(withEnvironment, target.environments),
    events: source.events + target.events,
    users: joinedCrowds(source.users, target.users),
    minutes: joinedCounts(source.minutes, target.minutes, MINUTES),
    hours: joinedCounts(source.hours, target.hours, HOURS),
    tags: joinedTags(target.tags, source.tags),
  };
}

/** Its events count there from now on; what it has counted so far stays with it, for whoever looks at it. */
export function mergedGroup(
  group: ErrorGroup,
  into: ErrorGroupId,
  why: NonNullable<ErrorGroup['mergedWhy']>,
): ErrorGroup {
  return { ...group, mergedInto: into, mergedWhy: why, resolved: null, spikingSince: null };
}

/** It counts by itself again, from nothing: what it had counted stays with the group that it was merged into. */
export function splitGroup(group: ErrorGroup): ErrorGroup {
  return { ...group, ...NOTHING_COUNTED, mergedInto: null, mergedWhy: null };
}
