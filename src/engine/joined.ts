import { type Incident, isMuted, wasTold } from '../domain/incident.ts';
import { type Duration, duration, type Instant, minutes, plus } from '../domain/time.ts';
import type { Arrival } from './arrival.ts';
import type { Draft } from './draft.ts';
import { hide, returnTold } from './hearing.ts';
import { sourceActor } from './lifecycle.ts';
import { tell } from './record.ts';

/** Within this time further alerts are added to the same entry: a thread with an entry an alert is read by nobody. */
const OPEN_FOR = minutes(10);
const TITLES_KEPT = 3;

/** Tells that a new alert joined, unless nobody is to hear of it or it came together with the first. */
export function recordJoin(
  draft: Draft,
  incident: Incident,
  arrival: Arrival,
  now: Instant,
): Incident {
  if (arrival.suppressed) return incident;
  if (isMuted(incident, now)) return draft.putIncident(hide(incident, now));
  const cameWithFirst = incident.openedAt === now;
  if (cameWithFirst || !wasTold(incident) || incident.flapping) return incident;
  if (isGathering(incident, now, openFor(draft, incident))) {
    return extend(draft, incident, arrival, now);
  }
  return begin(draft, incident, arrival, now);
}

/** The alerts that waited for the group's interval are told of. */
export function tellJoined(draft: Draft, incident: Incident, at: Instant): void {
  const { joined } = incident;
  if (joined?.seq !== 0 || incident.status === 'resolved') return;
  if (incident.audibleCount === 0 || isMuted(incident, at)) return;
  const { count, titles } = joined;
  append(draft, incident, { at, count, titles, source: incident.source });
}

function openFor(draft: Draft, incident: Incident): Duration {
  return duration(Math.max(OPEN_FOR, draft.routeOf(incident).groupInterval));
}

/** What joined before the incident came back belongs to another chapter. */
function isGathering(
  { joined, reopened, openedAt }: Incident,
  now: Instant,
  open: Duration,
): boolean {
  if (!joined || joined.since <= (reopened?.at ?? openedAt)) return false;
  return joined.seq === 0 || now < plus(joined.since, open);
}

/** News of a group comes no faster than its interval. */
function begin(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Incident {
  const titles = [nameOf(arrival)];
  const freeAt = plus(lastNews(incident), draft.routeOf(incident).groupInterval);
  if (now >= freeAt) {
    const { source } = arrival.alert.content;
    return append(draft, incident, { at: now, count: 1, titles, source });
  }
  draft.setTimer({ kind: 'joined', subject: incident.id, at: freeAt });
  return draft.putIncident({
    ...incident,
    joined: { seq: 0, since: now, count: 1, titles, revision: 0 },
  });
}

function lastNews({ joined, toldAt, reopened, openedAt }: Incident): Instant {
  const times = [joined?.since, toldAt, reopened?.at, openedAt];
  return times.reduce<Instant>((last, time) => (time && time > last ? time : last), openedAt);
}

interface News {
  readonly at: Instant;
  readonly count: number;
  readonly titles: readonly string[];
  readonly source: string;
}

function append(draft: Draft, incident: Incident, { at, count, titles, source }: News): Incident {
  const seq = incident.entryCount + 1;
  const joined = { seq, since: at, count, titles, revision: 1 };
  const cause = { actor: sourceActor(source), at, reason: 'joined' } as const;
  const what = { kind: 'joined', count, titles, until: at } as const;
  return tell(draft, { ...returnTold(incident), joined }, cause, what);
}

function extend(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Incident {
  const { joined } = incident;
  if (!joined) return incident;
  const count = joined.count + 1;
  const titles = count <= TITLES_KEPT ? [...joined.titles, nameOf(arrival)] : joined.titles;
  if (joined.seq === 0)
    return draft.putIncident({ ...incident, joined: { ...joined, count, titles } });
  draft.putEntry({
    incident: incident.id,
    seq: joined.seq,
    at: joined.since,
    actor: sourceActor(arrival.alert.content.source),
    reason: 'joined',
    thread: true,
    what: { kind: 'joined', count, titles, until: now },
  });
  const after = { ...joined, count, titles, revision: joined.revision + 1 };
  return draft.putIncident({ ...incident, joined: after });
}

function nameOf({ alert }: Arrival): string {
  const { host, description, title } = alert.content;
  return host ?? (description || title);
}
