import { GROUPS_KEPT, type Opened, type Storm, type StormGroup } from '../domain/storm.ts';
import type { Instant } from '../domain/time.ts';

const NUMBERS_KEPT = 10;
const MINUTES_KEPT = 24 * 60;

/** A storm that has counted nothing yet. */
export function newStorm(id: string, channel: string, first: Opened): Storm {
  const { incident, number, title, at } = first;
  return {
    id,
    channel,
    startedAt: at,
    endedAt: null,
    first: { incident, number, title, at },
    incidentCount: 0,
    critical: { count: 0, numbers: [] },
    withheldCount: 0,
    groups: [],
    shownCount: 0,
    perMinute: [],
    ending: null,
    named: 0,
    cardRevision: 1,
    detailsRevision: 0,
    entryCount: 0,
    joined: null,
  };
}

/** One more incident of the storm, with a card or without. */
export function counted(storm: Storm, opened: Opened): Storm {
  return {
    ...storm,
    incidentCount: storm.incidentCount + 1,
    critical:
      opened.severity === 'critical' ? oneMore(storm.critical, opened.number) : storm.critical,
    groups: withGroup(storm.groups, opened.group),
    perMinute: withMinute(storm, opened.at),
  };
}

/** One more that is critical; what comes back is listed already. */
export function oneMore(critical: Storm['critical'], number: number): Storm['critical'] {
  const { count, numbers } = critical;
  if (numbers.includes(number)) return critical;
  return { count: count + 1, numbers: [...numbers, number].slice(0, NUMBERS_KEPT) };
}

function withGroup(groups: readonly StormGroup[], group: Opened['group']): readonly StormGroup[] {
  const known = groups.find(({ title }) => title === group.title);
  if (!known) return groups.length < GROUPS_KEPT ? [...groups, { ...group, count: 1 }] : groups;
  return groups
    .map((each) => (each === known ? { ...each, count: each.count + 1 } : each))
    .sort((a, b) => b.count - a.count);
}

function withMinute({ perMinute, startedAt }: Storm, at: Instant): readonly number[] {
  const minute = Math.floor((at - startedAt) / 60_000);
  if (minute >= MINUTES_KEPT) return perMinute;
  const padded = Array.from({ length: Math.max(perMinute.length, minute + 1) }, (_, index) => {
    return perMinute[index] ?? 0;
  });
  return padded.map((count, index) => (index === minute ? count + 1 : count));
}
