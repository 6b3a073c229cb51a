import { type Incident, isMuted, wasTold } from '../domain/incident.ts';
import { type Instant, minutes, plus } from '../domain/time.ts';
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
  if (arrival.silenced) return incident;
  if (isMuted(incident, now)) return draft.putIncident(hide(incident, now));
  const cameWithFirst = incident.openedAt === now;
  if (cameWithFirst || !wasTold(incident)) return incident;
  const { joined } = incident;
  return joined && joined.since > begunAt(incident) && now < plus(joined.since, OPEN_FOR)
    ? extend(draft, incident, arrival, now)
    : begin(draft, incident, arrival, now);
}

/** What joined before the incident came back belongs to another chapter. */
function begunAt({ openedAt, reopened }: Incident): Instant {
  return reopened?.at ?? openedAt;
}

function begin(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Incident {
  const titles = [nameOf(arrival)];
  const seq = incident.entryCount + 1;
  const joined = { seq, since: now, count: 1, titles, revision: 1 };
  const cause = {
    actor: sourceActor(arrival.alert.content.source),
    at: now,
    reason: 'joined',
  } as const;
  return tell(draft, { ...returnTold(incident), joined }, cause, {
    kind: 'joined',
    count: 1,
    titles,
    until: now,
  });
}

function extend(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Incident {
  const { joined } = incident;
  if (!joined) return incident;
  const count = joined.count + 1;
  const titles = count <= TITLES_KEPT ? [...joined.titles, nameOf(arrival)] : joined.titles;
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
