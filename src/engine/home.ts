import { HOSTS_KEPT, type Incident, isMuted, isOpen } from '../domain/incident.ts';
import { labelOf } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';
import type { AlertReason } from '../domain/reason.ts';
import { type Instant, later, plus } from '../domain/time.ts';
import type { Happening } from '../domain/timeline.ts';
import type { Arrival } from './arrival.ts';
import { emptyIncident } from './blank.ts';
import type { Draft } from './draft.ts';
import { groupKeyOf, groupLabelsOf } from './group.ts';
import { hide } from './hearing.ts';
import { recordJoin } from './joined.ts';
import { reopenIncident, sourceActor, watchForExpiry } from './lifecycle.ts';
import { raise } from './raise.ts';
import { type Cause, keep, redraw, redrawDetails, tell } from './record.ts';

export interface Home {
  readonly incident: Incident;
  readonly reason: Extract<AlertReason, 'opened' | 'joined' | 'refired' | 'reopened'>;
}

/** The incident that a beginning alert belongs to: its group's open one, its group's last one reopened, or a new one. */
export function homeOf(draft: Draft, arrival: Arrival, route: Route, now: Instant): Home {
  const latest = draft.latestOf(groupKeyOf(arrival.alert, route));
  if (latest && isOpen(latest)) return join(draft, latest, arrival, now);
  if (latest?.resolution && now < plus(latest.resolution.at, route.reopenWithin)) {
    return reopen(draft, latest, arrival, { route, now });
  }
  return open(draft, arrival, route, now);
}

function join(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Home {
  draft.clearTimer('resolve', incident.id);
  const isNew = arrival.known?.incident !== incident.id;
  const counted = draft.putIncident(count(incident, arrival, now));
  const raised = raise(draft, counted, claimOf(arrival), now);
  const joined = isNew ? recordJoin(draft, raised, arrival, now) : raised;
  return { incident: joined, reason: isNew ? 'joined' : 'refired' };
}

function reopen(
  draft: Draft,
  incident: Incident,
  arrival: Arrival,
  { route, now }: { readonly route: Route; readonly now: Instant },
): Home {
  watchForExpiry(draft, incident, now, route);
  const back = draft.putIncident(count(reopenIncident(incident, now), arrival, now));
  const cause = causeOf(arrival, now, 'reopened');
  const what = { kind: 'reopened', title: arrival.alert.content.title } as const;
  const recorded = recordReturn(draft, back, arrival, { cause, what });
  return { incident: raise(draft, recorded, claimOf(arrival), now), reason: 'reopened' };
}

/** The thread hears of a return unless the alert is silenced or the incident muted; a mute counts what it hid. */
function recordReturn(
  draft: Draft,
  incident: Incident,
  { silenced }: Arrival,
  { cause, what }: { readonly cause: Cause; readonly what: Happening },
): Incident {
  const { at } = cause;
  if (silenced) return keep(draft, untold(incident), cause, what);
  if (isMuted(incident, at)) return keep(draft, untold(hide(incident, at)), cause, what);
  return tell(draft, incident, cause, what);
}

function untold(incident: Incident): Incident {
  const { reopened } = incident;
  return reopened ? { ...incident, reopened: { ...reopened, told: false } } : incident;
}

function open(draft: Draft, arrival: Arrival, route: Route, now: Instant): Home {
  const opened = draft.openIncident(count(blank(draft, arrival, route, now), arrival, now));
  watchForExpiry(draft, opened, now, route);
  const what = { kind: 'opened', title: opened.title, severity: opened.severity } as const;
  const incident = keep(draft, opened, causeOf(arrival, now, 'opened'), what);
  return { incident, reason: 'opened' };
}

function causeOf({ alert }: Arrival, at: Instant, reason: 'opened' | 'reopened'): Cause {
  return { actor: sourceActor(alert.content.source), at, reason };
}

function claimOf({ alert, silenced }: Arrival) {
  return { content: alert.content, silenced };
}

/** One more alert fires; what it says becomes the fact on the card. */
function count(incident: Incident, { alert, known, silenced }: Arrival, now: Instant): Incident {
  const { host, description } = alert.content;
  return redrawDetails(
    redraw({
      ...incident,
      description: silenced && incident.description !== '' ? incident.description : description,
      hosts: withHost(incident.hosts, host),
      lastSeenAt: later(incident.lastSeenAt, now),
      alertCount: incident.alertCount + (known?.incident === incident.id ? 0 : 1),
      firingCount: incident.firingCount + 1,
      audibleCount: incident.audibleCount + (silenced ? 0 : 1),
      occurrenceCount: incident.occurrenceCount + 1,
    }),
  );
}

function withHost(hosts: readonly string[], host: string | null): readonly string[] {
  if (host === null || hosts.length >= HOSTS_KEPT || hosts.includes(host)) return hosts;
  return [...hosts, host];
}

/** A new incident before its first alert is counted. */
function blank(draft: Draft, { alert }: Arrival, route: Route, now: Instant): Incident {
  const { content } = alert;
  return {
    ...emptyIncident(draft, now),
    groupKey: groupKeyOf(alert, route),
    severity: content.severity,
    alertSeverity: content.severity,
    title: content.title,
    url: content.url,
    runbook: labelOf(content.annotations, 'runbook_url') || null,
    labels: groupLabelsOf(alert, route),
    source: content.source,
    channel: route.channel,
  };
}
