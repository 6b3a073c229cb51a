import { headlineOf, type Incident, isMuted, wasTold } from '../domain/incident.ts';
import { labelOf } from '../domain/labels.ts';
import type { StormLimit } from '../domain/policy.ts';
import type { Opened, Pace, Storm } from '../domain/storm.ts';
import { type Instant, instant, plus, seconds } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { needOf } from './need.ts';
import { QUELL } from './record.ts';
import { counted, newStorm, oneMore } from './storm-figures.ts';

/** So often a storm's message and thread are brought up to date. */
const BEAT = seconds(5);
/** What a storm names at its end. */
const NUMBERS_KEPT = 10;
const COUNTED_AT_MOST = 10_000;

/** Counts an incident that would get its card now, or is back; the id of the storm that keeps it from people, or null. */
export function withholdingStorm(draft: Draft, incident: Incident, at: Instant): string | null {
  const limit = draft.policy.storm;
  if (!limit) return null;
  const pace = draft.pace(incident.channel) ?? startOf(incident.channel);
  const running = pace.storm === null ? undefined : draft.storm(pace.storm);
  if (running && incident.withheld === 'storm' && incident.withheldBy === running.id) {
    return known(draft, running, incident);
  }
  const opened = openedFrom(draft, incident, at);
  const recent = [...recentOf(pace, limit, at), opened].slice(-limit.incidents - 1);
  const storm = running ?? beginning(draft, incident.channel, recent, limit);
  draft.putPace({ ...pace, recent, storm: storm?.id ?? null });
  return storm ? take(draft, counted(storm, opened), opened, wasTold(incident)) : null;
}

/** Whether a storm goes on in a channel. */
export function isStormy(draft: Draft, channel: string): boolean {
  return draft.policy.storm !== null && (draft.pace(channel)?.storm ?? null) !== null;
}

/** Whether a storm that goes on withholds it. */
export function isInStorm(draft: Draft, incident: Incident): boolean {
  return stormAround(draft, incident) !== undefined;
}

function stormAround(draft: Draft, { withheld, withheldBy }: Incident): Storm | undefined {
  if (withheld !== 'storm' || withheldBy === null) return undefined;
  const storm = draft.storm(withheldBy);
  return storm?.endedAt === null ? storm : undefined;
}

/** A person says that one of those that wait is over: then it is none of those that were over by themselves. */
export function waitsNoLonger(draft: Draft, incident: Incident): void {
  countWaiting(draft, incident, -1);
}

/** What a person had resolved is back. */
export function waitsAgain(draft: Draft, incident: Incident): void {
  countWaiting(draft, incident, 1);
}

function countWaiting(draft: Draft, incident: Incident, by: 1 | -1): void {
  const storm = stormAround(draft, incident);
  if (storm) draft.putStorm({ ...storm, withheldCount: storm.withheldCount + by });
}

/** The storm's message and thread follow what came since, or the storm is over: then its cards may come. */
export function beat(draft: Draft, storm: Storm, at: Instant): void {
  if (storm.endedAt !== null) return;
  const pace = draft.pace(storm.channel) ?? startOf(storm.channel);
  const limit = draft.policy.storm;
  const isOver = !limit || recentOf(pace, limit, at).length <= limit.incidents / 2;
  if (isOver) {
    end(draft, storm, pace, at);
    return;
  }
  draft.setTimer({ kind: 'storm', subject: storm.id, at: plus(at, BEAT) });
  if (!isStale(storm, at)) return;
  draft.putStorm({
    ...storm,
    shownCount: storm.incidentCount,
    entryCount: storm.named,
    cardRevision: storm.cardRevision + 1,
  });
}

function startOf(channel: string): Pace {
  return { channel, recent: [], storm: null };
}

function recentOf({ recent }: Pace, { within }: StormLimit, at: Instant): readonly Opened[] {
  const from = instant(at - within);
  return recent.filter((opened) => opened.at > from);
}

function beginning(
  draft: Draft,
  channel: string,
  recent: readonly Opened[],
  { incidents }: StormLimit,
): Storm | undefined {
  const before = recent.slice(0, -1);
  const [first] = before;
  if (!first || recent.length <= incidents) return undefined;
  const storm = before.reduce(counted, newStorm(draft.newId(), channel, first));
  const at = recent.at(-1)?.at ?? first.at;
  draft.setTimer({ kind: 'storm', subject: storm.id, at: plus(at, BEAT) });
  const unseen = before.filter((opened) => !draft.hasCard(opened.incident));
  return unseen.reduce((named, opened) => name(draft, named, opened), storm);
}

/**
 * Critical incidents get their card all the same, the others wait. All are named in the storm's thread, since where many
 * cards are due at once, Slack takes the last of them much later.
 */
function take(draft: Draft, storm: Storm, opened: Opened, hasCard: boolean): string | null {
  const named = name(draft, storm, opened);
  const waits = opened.severity !== 'critical';
  draft.putStorm({ ...named, withheldCount: storm.withheldCount + (waits && !hasCard ? 1 : 0) });
  return waits ? storm.id : null;
}

function name(draft: Draft, storm: Storm, { number, title, severity, at }: Opened): Storm {
  const seq = storm.named + 1;
  draft.putEntry({
    incident: storm.id,
    seq,
    at,
    actor: QUELL,
    reason: 'storm',
    thread: true,
    what: { kind: 'named', number, title, severity },
  });
  return { ...storm, named: seq };
}

/** It waits already; should it have become critical, it waits no longer. */
function known(draft: Draft, storm: Storm, { severity, number }: Incident): string | null {
  if (severity !== 'critical') return storm.id;
  const critical = oneMore(storm.critical, number);
  draft.putStorm({ ...storm, critical, withheldCount: storm.withheldCount - 1 });
  return null;
}

function openedFrom(draft: Draft, incident: Incident, at: Instant): Opened {
  const { id, number, severity, title, labels } = incident;
  const { groupBy } = draft.routeOf(incident);
  const names = groupBy === 'all' ? Object.keys(labels) : groupBy;
  const name = names.find((each) => labelOf(labels, each) !== '');
  const label = name === undefined ? null : { name, value: labelOf(labels, name) };
  return {
    incident: id,
    number,
    title: headlineOf(incident),
    at,
    severity,
    group: { title, label },
  };
}

function isStale({ startedAt, shownCount, incidentCount }: Storm, at: Instant): boolean {
  const minuteOf = (time: number) => Math.floor((time - startedAt) / 60_000);
  return shownCount !== incidentCount || minuteOf(at) !== minuteOf(at - BEAT);
}

function end(draft: Draft, storm: Storm, pace: Pace, at: Instant): void {
  const waiting = draft.withheldByStorm(storm.id, COUNTED_AT_MOST);
  const firing = waiting.filter(({ firingCount }) => firingCount > 0);
  const open = firing.filter((one) => one.audibleCount > 0 && !isMuted(one, at));
  const first = [...open].sort((a, b) => needOf(a) - needOf(b) || a.number - b.number);
  draft.putPace({ ...pace, storm: null });
  draft.putStorm({
    ...storm,
    endedAt: at,
    ending: {
      resolved: Math.max(0, storm.withheldCount - firing.length),
      open: {
        count: open.length,
        numbers: first.slice(0, NUMBERS_KEPT).map(({ number }) => number),
      },
    },
    shownCount: storm.incidentCount,
    entryCount: storm.named,
    cardRevision: storm.cardRevision + 1,
  });
  draft.setTimer({ kind: 'storm-over', subject: storm.id, at });
}
