import { BUGS, MERGED } from './bugs.ts';
import type { ErrorEvidence, SeenErrorIncident, SeenGroup, SentEvent } from './evidence.ts';

/** So many events the runs' configuration keeps of each group. */
export const KEPT = 10;
/** An estimate is off by less than that. */
const OFF_BY = 0.1;

/** What is wrong with one group: its users, its events that are kept, and its incident. */
export function groupFaults(group: SeenGroup, evidence: ErrorEvidence): readonly string[] {
  const isWhole = isAlone(group);
  const faults = [
    ...userFaults(group, evidence.sent),
    ...sampleFaults(group, evidence.sent),
    ...(isWhole ? [...newestFaults(group), ...keptFaults(group, evidence.sent)] : []),
    ...incidentFaults(group, evidence.incidents),
  ];
  return faults.map((fault) => `${group.type}: ${fault}`);
}

/** The bugs whose events may count in this group: its own, and where it can be merged, the other one. */
function familyOf({ type }: SeenGroup): readonly string[] {
  const family = BUGS.find((bug) => bug.type === type)?.family;
  return BUGS.filter((bug) => bug.family === family).map((bug) => bug.type);
}

function isAlone(group: SeenGroup): boolean {
  return familyOf(group).length === 1;
}

function userFaults(group: SeenGroup, sent: readonly SentEvent[]): readonly string[] {
  const { type, users, estimated } = group;
  const family = familyOf(group);
  // What was merged elsewhere and split again has left its users there.
  const own = sent.filter(({ bug, answered }) => answered && bug === type && type !== MERGED.from);
  const [least, most] = [usersOf(own), usersOf(sent.filter(({ bug }) => family.includes(bug)))];
  const slack = estimated ? OFF_BY : 0;
  const isWithin = users >= least * (1 - slack) && users <= most * (1 + slack);
  return isWithin ? [] : [`it counts ${users} users, and there were ${least} to ${most}.`];
}

function usersOf(sent: readonly SentEvent[]): number {
  return new Set(sent.map(({ user }) => user)).size;
}

/** Every event that is kept was sent, and the first one is kept for ever. */
function sampleFaults(group: SeenGroup, sent: readonly SentEvent[]): readonly string[] {
  const own = group.samples.filter((each) => each.group === group.id);
  const family = familyOf(group);
  const known = new Set(sent.filter(({ bug }) => family.includes(bug)).map(({ id }) => id));
  const firsts = own.filter(({ keptAs }) => keptAs === 'first').length;
  return [
    ...own
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => `the event ${id} is kept, and was never sent of it.`),
    ...(firsts === 1 ? [] : [`${firsts} events are kept as its first one.`]),
  ];
}

/** The first event and the newest one are those that were received then. */
function newestFaults({ samples, firstSeenAt, lastSeenAt }: SeenGroup): readonly string[] {
  const first = samples.find(({ keptAs }) => keptAs === 'first');
  const newest = Math.max(...samples.map(({ receivedAt }) => receivedAt));
  return [
    ...(first && first.receivedAt !== firstSeenAt
      ? [`the event kept as its first came ${first.receivedAt - firstSeenAt} ms after that.`]
      : []),
    ...(newest === lastSeenAt
      ? []
      : [`the newest event that is kept came ${lastSeenAt - newest} ms before the last.`]),
  ];
}

/** While all have room, all are kept; of more, as many as have room. */
function keptFaults(
  { type, events, samples }: SeenGroup,
  sent: readonly SentEvent[],
): readonly string[] {
  const ids = new Set(samples.map(({ id }) => id));
  const own = sent.filter(({ bug }) => bug === type);
  const forEver = samples.filter(({ keptAs }) => keptAs !== null).length;
  if (ids.size > KEPT + forEver) return [`${ids.size} events are kept instead of ${KEPT}.`];
  if (events > KEPT) return [];
  return own
    .filter(({ id, answered }) => answered && !ids.has(id))
    .map(({ id }) => `the event ${id} was answered, and is not kept.`);
}

function incidentFaults(
  group: SeenGroup,
  incidents: readonly SeenErrorIncident[],
): readonly string[] {
  const own = incidents.filter((incident) => incident.group === group.id);
  const [only] = own;
  if (own.length !== 1 || !only) return [`it has ${own.length} incidents.`];
  if (group.mergedInto !== null) {
    return only.status === 'resolved' ? [] : [`it is merged, and INC-${only.number} is open.`];
  }
  return [
    ...(group.incident === only.number
      ? []
      : [`it names INC-${group.incident}, and INC-${only.number} is its own.`]),
    ...(group.resolved === (only.status === 'resolved')
      ? []
      : [`INC-${only.number} is ${only.status}, and the group is not so.`]),
    ...(isAlone(group) ? countFaults(group, only) : []),
  ];
}

/** Only events of old releases, which come after a resolve, count in the group alone. */
function countFaults(
  { events }: SeenGroup,
  { number, status, occurrences, ignoredUntil, timeline }: SeenErrorIncident,
): readonly string[] {
  const wasResolved = timeline.some(({ kind }) => kind === 'resolved');
  const isOff = wasResolved ? occurrences > events : occurrences !== events;
  const isOver = status !== 'resolved' && ignoredUntil !== null && events >= ignoredUntil;
  return [
    ...(isOff ? [`INC-${number} counts ${occurrences} of its ${events} events.`] : []),
    ...(isOver
      ? [`INC-${number} is ignored until ${ignoredUntil} events, and there are ${events}.`]
      : []),
  ];
}
