import type { Change } from '../domain/decision.ts';
import { type ErrorEvent, type EventId, eventKey } from '../domain/error-event.ts';
import type { ErrorGroup, ErrorSample, Release } from '../domain/error-group.ts';
import type { ErrorGroupQuery, ErrorSampleQuery, Store } from './store.ts';

/** So many releases of a project are kept, however old they are. */
export const RELEASES_KEPT = 100;

/** The part of a store that is about errors. */
export type ErrorReads = Pick<
  Store,
  | 'errorGroup'
  | 'errorGroups'
  | 'mergedInto'
  | 'newestSample'
  | 'errorSample'
  | 'errorSamples'
  | 'releaseOf'
  | 'releases'
>;

/** A change of what is kept of errors. */
export type ErrorChange = Extract<
  Change,
  { readonly type: 'error-group' | 'error-sample' | 'release' }
>;

/** Any other change. */
export type OtherChange = Exclude<Change, ErrorChange>;

/** Whether a change is one of what is kept of errors. */
export function isErrorChange(change: Change): change is ErrorChange {
  return (
    change.type === 'error-group' || change.type === 'error-sample' || change.type === 'release'
  );
}

/** What tells one event that is kept from others. */
export function sampleKey({ group, slot }: Pick<ErrorSample, 'group' | 'slot'>): string {
  return `${slot} ${group}`;
}

/** Whether one of these has the event. */
export function hasEventAmong(samples: Iterable<ErrorSample>, id: EventId): boolean {
  const key = eventKey(id);
  for (const { event } of samples) if (eventKey(event) === key) return true;
  return false;
}

/** Stands between texts that are searched together, so that nothing is found across two of them. */
const APART = '\u0001';

/** Of a group what is searched, in lower case. */
export function groupText({ title, culprit, logger, type }: ErrorGroup): string {
  return [title, culprit, logger, type].join(APART).toLowerCase();
}

/** Of an event what is searched, in lower case. */
export function eventText({ message, chain, transaction }: ErrorEvent): string {
  const raised = chain.flatMap(({ type, value }) => [type, value]);
  return [message, ...raised, transaction].join(APART).toLowerCase();
}

/** All that its user is known by. */
export function namesOf({ user }: ErrorEvent): readonly string[] {
  if (!user) return [];
  const names = [user.id, user.email, user.name, user.ip];
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Whether a list that is asked for has the group. */
export function isAskedGroup(group: ErrorGroup, query: ErrorGroupQuery): boolean {
  return group.mergedInto === null && GROUP_CONDITIONS.every((holds) => holds(group, query));
}

/** Each holds where the query does not ask for it. */
const GROUP_CONDITIONS: readonly ((group: ErrorGroup, query: ErrorGroupQuery) => boolean)[] = [
  (group, { project }) => project === undefined || group.project === project,
  (group, { environment }) => environment === undefined || group.environments.includes(environment),
  (group, { level }) => level === undefined || group.level === level,
  (group, { release }) =>
    release === undefined || group.firstRelease === release || group.lastRelease === release,
  (group, { text }) => text === undefined || groupText(group).includes(text.toLowerCase()),
  (group, { since }) => since === undefined || group.lastSeenAt >= since,
  (group, { after }) => after === undefined || byLastSeen(group, after) > 0,
];

/** Whether a list that is asked for has the event; `groups` are those that it may belong to, where any is asked for. */
export function isAskedSample(
  sample: ErrorSample,
  query: ErrorSampleQuery,
  groups: ReadonlySet<string>,
): boolean {
  const isOfGroup = query.group === undefined || groups.has(sample.group);
  return isOfGroup && SAMPLE_CONDITIONS.every((holds) => holds(sample, query));
}

const SAMPLE_CONDITIONS: readonly ((sample: ErrorSample, query: ErrorSampleQuery) => boolean)[] = [
  ({ event }, { project }) => project === undefined || event.project === project,
  ({ event }, { environment }) => environment === undefined || event.environment === environment,
  ({ event }, { level }) => level === undefined || event.level === level,
  ({ event }, { release }) => release === undefined || event.release === release,
  ({ event }, { user }) => user === undefined || namesOf(event).includes(user),
  ({ event }, { text }) => text === undefined || eventText(event).includes(text.toLowerCase()),
  ({ receivedAt }, { since }) => since === undefined || receivedAt >= since,
  ({ receivedAt }, { before }) => before === undefined || receivedAt < before,
  (sample, { after }) => after === undefined || byReceipt(sample, after) > 0,
];

/** The order of a list of groups: the one that came last first. */
export function byLastSeen(
  a: Pick<ErrorGroup, 'lastSeenAt' | 'id'>,
  b: Pick<ErrorGroup, 'lastSeenAt' | 'id'>,
): number {
  return b.lastSeenAt - a.lastSeenAt || descending(a.id, b.id);
}

type Place = Pick<ErrorSample, 'group' | 'slot' | 'receivedAt'>;

/** The order of a list of events: the one that was received last first. */
export function byReceipt(a: Place, b: Place): number {
  return b.receivedAt - a.receivedAt || descending(a.group, b.group) || b.slot - a.slot;
}

/** The order of a list of releases: the one that was first seen last first. */
export function byFirstSeen(a: Release, b: Release): number {
  return b.firstSeenAt - a.firstSeenAt || descending(a.version, b.version);
}

function descending(a: string, b: string): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}
