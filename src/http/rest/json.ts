import { type Actor, nameOf } from '../../domain/actor.ts';
import type { TrackedAlert } from '../../domain/alert.ts';
import { fingerprintOf } from '../../domain/fingerprint.ts';
import {
  type Incident,
  isMuted,
  type Regression,
  type Resolution,
  titleOf,
} from '../../domain/incident.ts';
import { formatMatcher } from '../../domain/matcher.ts';
import type { Silence } from '../../domain/silence.ts';
import { formatDuration, type Instant } from '../../domain/time.ts';
import type { Happening, TimelineEntry } from '../../domain/timeline.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';
import { presentState } from '../silence-state.ts';
import { rfc3339, rfc3339OrNull } from '../times.ts';

/** An incident as the API shows it, with where its card is. */
export async function withSlack(
  deps: Pick<HttpDeps, 'store' | 'clock' | 'permalink'>,
  incident: Incident,
) {
  const delivery = await stored(deps.store.delivery(incident.id));
  const card = delivery?.card;
  if (!card) return { ...incidentJson(incident, deps.clock.now()), slack: null };
  const { channelId: channel } = delivery;
  const slack = { channel, ts: card.ts, permalink: deps.permalink(channel, card.ts) };
  return { ...incidentJson(incident, deps.clock.now()), slack };
}

function incidentJson(incident: Incident, now: Instant) {
  const { resolution, error } = incident;
  // Of one that is over, who had it at its end.
  const acknowledged = incident.acknowledged ?? resolution?.acknowledged;
  return {
    number: incident.number,
    title: titleOf(incident),
    description: incident.description,
    status: incident.status,
    severity: incident.severity,
    ...muteJson(isMuted(incident, now) ? incident.mute : null),
    assignee: incident.assignee?.id ?? null,
    assignee_name: incident.assignee?.name ?? null,
    alert_count: incident.alertCount,
    firing_count: incident.firingCount,
    occurrence_count: incident.occurrenceCount,
    withheld: incident.withheld,
    withheld_by: incident.withheldBy,
    flapping: incident.flapping !== null,
    opened_at: rfc3339(incident.openedAt),
    first_seen_at: rfc3339(incident.firstSeenAt),
    last_seen_at: rfc3339(incident.lastSeenAt),
    acknowledged_at: rfc3339OrNull(acknowledged?.at),
    acknowledged_by: acknowledged ? nameOf(acknowledged.by) : null,
    resolved_at: rfc3339OrNull(resolution?.at),
    resolved_by: resolution ? nameOf(resolution.by) : null,
    resolution: resolution && resolutionJson(resolution),
    labels: incident.labels,
    hosts: incident.hosts,
    source: incident.source,
    channel: incident.channel,
    route: incident.route,
    url: incident.url,
    runbook_url: incident.runbook,
    error_group: error?.group ?? null,
    regression: error?.regression ? regressionJson(error.regression) : null,
  };
}

function muteJson(mute: Incident['mute']) {
  return {
    muted: mute !== null,
    muted_until: rfc3339OrNull(mute?.until),
    ignored: mute?.ignores === true,
    mute_ends_early: mute?.early ?? [],
  };
}

function resolutionJson({ how, note, into, release }: Resolution) {
  return { how, note, into, release: release && resolvedWithJson(release) };
}

function resolvedWithJson({ version, inNext }: NonNullable<Resolution['release']>) {
  return { version, in_next: inNext };
}

function regressionJson({ at, release, resolvedIn, resolvedBy }: Regression) {
  return {
    at: rfc3339(at),
    release,
    resolved_in: resolvedIn,
    resolved_by: resolvedBy && nameOf(resolvedBy),
  };
}

/** An alert as the API shows it. */
export function alertJson(alert: TrackedAlert) {
  const { labels, annotations, title, description, severity, host, url, source } = alert.content;
  return {
    fingerprint: fingerprintOf(labels),
    status: alert.status,
    title,
    description,
    severity,
    host,
    url,
    source,
    labels,
    annotations,
    suppressed: alert.suppressed,
    route: alert.route,
    rules: alert.rules,
    starts_at: rfc3339(alert.startsAt),
    ends_at: rfc3339OrNull(alert.endsAt),
    first_seen_at: rfc3339(alert.firstSeenAt),
    last_seen_at: rfc3339(alert.lastSeenAt),
    occurrence_count: alert.occurrences,
    period_count: alert.periods,
  };
}

/** A timeline entry as the API shows it. */
export function entryJson(entry: TimelineEntry) {
  return {
    seq: entry.seq,
    at: rfc3339(entry.at),
    actor: actorJson(entry.actor),
    reason: entry.reason,
    kind: entry.what.kind,
    details: detailsOf(entry.what),
  };
}

function detailsOf({ kind: _, ...what }: Happening) {
  return {
    ...what,
    ...('until' in what && { until: rfc3339OrNull(what.until) }),
    ...('regression' in what && { regression: regressionJson(what.regression) }),
    ...('release' in what && { release: resolvedWithJson(what.release) }),
    ...('since' in what && { since: rfc3339(what.since) }),
    ...('within' in what && {
      within: formatDuration(what.within),
      quiet: formatDuration(what.quiet),
    }),
    ...('next' in what && { next: what.next && { ...what.next, at: rfc3339(what.next.at) } }),
    ...('waited' in what && { waited: what.waited && formatDuration(what.waited) }),
  };
}

function actorJson(actor: Actor) {
  return { type: actor.type, id: actor.type === 'person' ? actor.id : null, name: nameOf(actor) };
}

/** A silence as the API shows it. */
export function silenceJson(silence: Silence, now: Instant) {
  return {
    id: silence.id,
    matchers: silence.matchers.map(formatMatcher),
    kind: silence.kind,
    state: presentState(silence, now),
    starts_at: rfc3339(silence.startsAt),
    ends_at: rfc3339(silence.endsAt),
    author: silence.author,
    reason: silence.reason,
    repeats: silence.repeats && repeatsJson(silence.repeats),
    hid: silence.hid,
    updated_at: rfc3339(silence.updatedAt),
  };
}

function repeatsJson({ cron, duration, timezone }: NonNullable<Silence['repeats']>) {
  return { cron, duration: formatDuration(duration), timezone };
}
