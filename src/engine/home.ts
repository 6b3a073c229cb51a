import { HOSTS_KEPT, type Incident, isMuted, isOpen } from '../domain/incident.ts';
import { labelOf } from '../domain/labels.ts';
import type { Route } from '../domain/policy.ts';
import type { AlertReason } from '../domain/reason.ts';
import { isWorse } from '../domain/severity.ts';
import { type Instant, later, plus } from '../domain/time.ts';
import type { Arrival } from './arrival.ts';
import { emptyIncident } from './blank.ts';
import type { Draft } from './draft.ts';
import { groupKeyOf, groupLabelsOf } from './group.ts';
import { hide } from './hearing.ts';
import { recordJoin } from './joined.ts';
import { reopenIncident, sourceActor, watchForExpiry } from './lifecycle.ts';
import { keep, redraw, redrawDetails, tell } from './record.ts';

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
  const raised = raise(draft, counted, arrival, now);
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
  const quiet = arrival.silenced || isMuted(back, now);
  const told = quiet ? keep(draft, hide(back, now), cause, what) : tell(draft, back, cause, what);
  return { incident: raise(draft, told, arrival, now), reason: 'reopened' };
}

function open(draft: Draft, arrival: Arrival, route: Route, now: Instant): Home {
  const opened = draft.openIncident(count(blank(draft, arrival, route, now), arrival, now));
  watchForExpiry(draft, opened, now, route);
  const what = { kind: 'opened', title: opened.title, severity: opened.severity } as const;
  const incident = keep(draft, opened, causeOf(arrival, now, 'opened'), what);
  return { incident, reason: 'opened' };
}

function causeOf({ alert }: Arrival, at: Instant, reason: 'opened' | 'reopened' | 'worse') {
  return { actor: sourceActor(alert.content.source), at, reason };
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

/** An alert that is worse than all before makes the incident as bad; a person's lower choice stands until then. */
function raise(draft: Draft, incident: Incident, arrival: Arrival, now: Instant): Incident {
  const { severity } = arrival.alert.content;
  if (!isWorse(severity, incident.alertSeverity)) return incident;
  const raised = { ...incident, alertSeverity: severity };
  if (!isWorse(severity, incident.severity)) return draft.putIncident(raised);
  const cause = causeOf(arrival, now, 'worse');
  const what = { kind: 'severity', from: incident.severity, to: severity } as const;
  return tell(draft, { ...raised, severity }, cause, what);
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
