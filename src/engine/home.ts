import {
  HOSTS_KEPT,
  type Incident,
  type IncidentError,
  isMuted,
  isOpen,
  wasTold,
} from '../domain/incident.ts';
import { labelOf } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';
import type { AlertReason, Reason } from '../domain/reason.ts';
import { type Instant, later, plus } from '../domain/time.ts';
import type { Happening } from '../domain/timeline.ts';
import type { Arrival } from './arrival.ts';
import { emptyIncident } from './blank.ts';
import type { Draft } from './draft.ts';
import { endMuteEarly } from './early.ts';
import { titleAtHome } from './errors/merged.ts';
import type { Noted } from './errors/note.ts';
import { recordedError } from './errors/recorded.ts';
import { turn } from './flapping.ts';
import { groupKeyOf, groupLabelsOf } from './group.ts';
import { hide } from './hearing.ts';
import { recordJoin } from './joined.ts';
import { reopenIncident, sourceActor, watchForExpiry } from './lifecycle.ts';
import { raise } from './raise.ts';
import { rated } from './rate.ts';
import { type Cause, keep, nextRevisions, tell } from './record.ts';
import { withholdingStorm } from './storm.ts';
import { sighted } from './threshold.ts';

export interface Home {
  readonly incident: Incident;
  readonly reason: Extract<AlertReason, 'opened' | 'joined' | 'refired' | 'reopened'>;
}

/** The incident that a beginning alert belongs to: its group's open one, its group's last one reopened, or a new one. */
export function homeOf(draft: Draft, arrival: Arrival, now: Instant): Home {
  const { alert, route } = arrival;
  const latest = draft.latestOf(groupKeyOf(alert, route));
  if (latest && isOpen(latest)) return join(draft, latest, arrival, now);
  if (latest && mayReopen(latest, route, now)) {
    return reopen(draft, latest, arrival, now);
  }
  return open(draft, arrival, now);
}

/** An error is the same one at any age. */
function mayReopen({ error, resolution }: Incident, route: Route, now: Instant): boolean {
  if (!resolution) return false;
  return error !== null || now < plus(resolution.at, route.reopenWithin);
}

function join(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Home {
  const isNew = arrival.known?.incident !== incident.id;
  const counted = draft.putIncident(count(draft, incident, arrival, now));
  const turned = incident.firingCount === 0 ? fireAgain(draft, counted, now) : counted;
  const raised = endMuteEarly(draft, raise(draft, turned, claimOf(arrival), now), now);
  const joined = isNew ? recordJoin(draft, raised, arrival, now) : raised;
  return { incident: joined, reason: isNew ? 'joined' : 'refired' };
}

/** All had ended, and one fires again. */
function fireAgain(draft: Draft, incident: Incident, now: Instant): Incident {
  draft.clearTimer('resolve', incident.id);
  return turn(draft, { ...incident, resolvesAt: null }, now);
}

function reopen(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Home {
  watchForExpiry(draft, incident, now);
  // Nobody heard of it before: then its group waits as that of a new one.
  const waitsUntil = wasTold(incident) ? incident.waitsUntil : waitOf(arrival, now);
  const reopened = { ...reopenIncident(draft, incident, now), waitsUntil };
  const open = count(draft, reopened, arrival, now);
  const back = incident.firingCount === 0 ? turn(draft, open, now) : draft.putIncident(open);
  const regression = arrival.noted?.regression ?? null;
  const cause = causeOf(arrival, now, regression ? 'regression' : 'reopened');
  const title = arrival.alert.content.title;
  const what = { kind: 'reopened', title, ...(regression && { regression }) } as const;
  const recorded = recordReturn(draft, back, arrival, { cause, what });
  const raised = endMuteEarly(draft, raise(draft, recorded, claimOf(arrival), now), now);
  return { incident: raised, reason: 'reopened' };
}

/** The thread hears of a return unless the alert is suppressed, the incident muted or a storm on; a mute counts what it hid. */
function recordReturn(
  draft: Draft,
  incident: Incident,
  { suppressed }: Arrival,
  { cause, what }: { readonly cause: Cause; readonly what: Happening },
): Incident {
  const { at } = cause;
  if (suppressed) return keep(draft, untold(incident), cause, what);
  if (isMuted(incident, at)) return keep(draft, untold(hide(incident, at)), cause, what);
  // In a storm it is named there, and told when that is over.
  const isKept = wasTold(incident) && withholdingStorm(draft, incident, at) !== null;
  if (isKept) return keep(draft, untold(incident), cause, what);
  return tell(draft, incident, cause, what);
}

function untold(incident: Incident): Incident {
  const { reopened } = incident;
  return reopened ? { ...incident, reopened: { ...reopened, told: false } } : incident;
}

function open(draft: Draft, arrival: Arrival, now: Instant): Home {
  const opened = draft.openIncident(count(draft, blank(draft, arrival, now), arrival, now));
  watchForExpiry(draft, opened, now);
  const what = { kind: 'opened', title: opened.title, severity: opened.severity } as const;
  const incident = keep(draft, opened, causeOf(arrival, now, 'opened'), what);
  return { incident, reason: 'opened' };
}

function causeOf({ alert }: Arrival, at: Instant, reason: Reason): Cause {
  return { actor: sourceActor(alert.content.source), at, reason };
}

function claimOf({ alert, suppressed }: Arrival) {
  return { content: alert.content, suppressed };
}

/** One more alert fires; what it says becomes the fact on the card. */
function count(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Incident {
  const { alert, known, suppressed, route } = arrival;
  const { host, description } = alert.content;
  const seen = { at: now, user: alert.event?.user ?? null };
  const sightings = suppressed ? incident : sighted(incident, route.notifyWhen, seen);
  return {
    ...sightings,
    ...nextRevisions(incident),
    rate: rated(incident.rate, now),
    error: arrival.noted
      ? errorOf(incident, arrival.noted, now)
      : (incident.error ?? recordedError(draft, alert, now)),
    description: suppressed && incident.description !== '' ? incident.description : description,
    hosts: withHost(incident.hosts, host),
    lastSeenAt: later(incident.lastSeenAt, now),
    alertCount: incident.alertCount + (known?.incident === incident.id ? 0 : 1),
    firingCount: incident.firingCount + 1,
    audibleCount: incident.audibleCount + (suppressed ? 0 : 1),
    occurrenceCount: incident.occurrenceCount + 1,
  };
}

/** What it knows of its error group; all of it is drawn now. */
function errorOf({ error }: Incident, noted: Noted, now: Instant): IncidentError {
  const { group, isNews, regression } = noted;
  const before = error ?? { group: group.id, isNew: isNews, regression: null };
  return {
    ...before,
    regression: regression ?? before.regression,
    spikingSince: group.spikingSince,
    drawnAt: now,
  };
}

function withHost(hosts: readonly string[], host: string | null): readonly string[] {
  if (host === null || hosts.length >= HOSTS_KEPT || hosts.includes(host)) return hosts;
  return [...hosts, host];
}

/** A new incident before its first alert is counted. */
function blank(draft: Draft, arrival: Arrival, now: Instant): Incident {
  const { alert, route } = arrival;
  const { content } = alert;
  return {
    ...emptyIncident(draft, now),
    groupKey: groupKeyOf(alert, route),
    route: route.path,
    waitsUntil: waitOf(arrival, now),
    severity: content.severity,
    alertSeverity: content.severity,
    title: titleAtHome(alert, arrival.noted),
    url: content.url,
    runbook: labelOf(content.annotations, 'runbook_url') || null,
    labels: groupLabelsOf(alert, route),
    source: content.source,
    channel: route.channel,
  };
}

/** Until when its group may gather; what began long ago has waited already. */
function waitOf({ alert: { startsAt }, route }: Arrival, now: Instant): Instant {
  const until = plus(now, route.groupWait);
  return startsAt !== undefined && plus(startsAt, route.groupWait) <= now ? now : until;
}
