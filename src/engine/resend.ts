import type { Alert, AlertContent, TrackedAlert } from '../domain/alert.ts';
import { type Incident, isOpen } from '../domain/incident.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import { type Instant, later, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { endMuteEarly } from './early.ts';
import { drawCounts } from './errors/drawing.ts';
import type { Noted } from './errors/note.ts';
import { tellSpike } from './errors/spiking.ts';
import { hear, hearAgain, hearNoMore } from './hearing.ts';
import { inhibitionOf, putInhibitor } from './inhibition.ts';
import { sourceActor } from './lifecycle.ts';
import { matchable } from './matchable.ts';
import { raise } from './raise.ts';
import { rated } from './rate.ts';
import { QUELL, redraw, redrawDetails } from './record.ts';
import { type AlertOutcome, outcome } from './recording.ts';
import { routeOf } from './route.ts';
import { countHidden } from './silence-notices.ts';
import { suppressionOf } from './suppression.ts';
import { sighted } from './threshold.ts';

/**
 * The same firing again: it counts, may move the end, and may bring new words for the card. People are told only when it
 * has become worse, or when its new labels are silenced no longer.
 */
export function resend(
  draft: Draft,
  known: TrackedAlert,
  { alert, noted }: Sent,
  now: Instant,
): AlertOutcome {
  const resent = resentFrom(draft, known, alert, now);
  if (resent.inhibition === known.inhibition) draft.putAlert(resent);
  else putInhibitor(draft, resent, now);
  const incident = draft.incident(known.incident);
  if (!incident) return outcome('dismissed', known.incident);
  const seen = draft.putIncident(counted(incident, now));
  if (alert.event && isOpen(seen)) countEvent(draft, seen, { alert, noted, resent }, now);
  if (resent.content !== known.content)
    retell(draft, draft.incident(seen.id) ?? seen, { known, resent, noted }, now);
  if (noted) {
    const counts = { events: noted.group.events, lastAt: incident.lastSeenAt };
    drawCounts(draft, draft.incident(seen.id) ?? seen, counts, now);
  }
  return outcome(isOpen(incident) ? 'duplicate' : 'dismissed', known.incident);
}

/** What was sent again, and what an event of an error is in its history. */
interface Sent {
  readonly alert: Alert;
  readonly noted: Noted | null;
}

function resentFrom(draft: Draft, known: TrackedAlert, alert: Alert, now: Instant): TrackedAlert {
  const content = sameContent(known.content, alert.content) ? known.content : alert.content;
  return {
    ...known,
    ...endAfter(known, alert, now),
    content,
    ...(sameToMatchers(known.content, content)
      ? null
      : heardOf(draft, known, matchable(content), now)),
    startsAt: earlier(known.startsAt, alert.startsAt),
    lastSeenAt: now,
    occurrences: known.occurrences + 1,
  };
}

/** Its labels are others than before: so may be what suppresses it. */
function heardOf(draft: Draft, known: TrackedAlert, labels: Labels, now: Instant) {
  const inhibition = inhibitionOf(labels, draft.policy);
  const route = routeOf(draft.policy, known);
  return { inhibition, suppressed: suppressionOf(draft, { labels, inhibition, route }, now) };
}

/** Every event of an error counts, also towards telling people of it. */
function countEvent(
  draft: Draft,
  incident: Incident,
  { alert, noted, resent }: Sent & { readonly resent: TrackedAlert },
  now: Instant,
): void {
  const { suppressed } = resent;
  const { notifyWhen } = draft.routeOf(incident);
  const rate = { ...incident, ...spikeOf(incident, noted), rate: rated(incident.rate, now) };
  const seen = { at: now, user: alert.event?.user ?? null };
  const sightings = suppressed ? rate : sighted(rate, notifyWhen, seen);
  const loud = endMuteEarly(draft, draft.putIncident(sightings), now);
  const told = tellSpike(draft, loud, noted?.spike ?? null, { suppressed, now });
  const actor = sourceActor(alert.content.source);
  hear(draft, told, { actor, at: now, reason: 'duplicate' }, { suppressed });
}

function spikeOf({ error }: Incident, noted: Noted | null): Partial<Pick<Incident, 'error'>> {
  const spikingSince = noted?.group.spikingSince ?? null;
  if (!noted || !error || error.spikingSince === spikingSince) return {};
  return { error: { ...error, spikingSince } };
}

function earlier(known: Instant, given: Instant | undefined): Instant {
  return given !== undefined && given < known ? given : known;
}

/** An explicit end stands against an earlier one; a guess of ours yields to any later word about the end. */
function endAfter(
  known: TrackedAlert,
  alert: Alert,
  now: Instant,
): Pick<TrackedAlert, 'endsAt' | 'endsAtIsTimeout'> {
  const timeout = alert.endsAt === undefined && alert.resolveTimeout !== undefined;
  const given = timeout ? plus(now, alert.resolveTimeout) : (alert.endsAt ?? null);
  const stands = known.endsAt !== null && !known.endsAtIsTimeout;
  if (given === null || (stands && known.endsAt > given)) {
    return { endsAt: known.endsAt, endsAtIsTimeout: known.endsAtIsTimeout };
  }
  return { endsAt: given, endsAtIsTimeout: timeout };
}

function counted(incident: Incident, now: Instant): Incident {
  return {
    ...incident,
    lastSeenAt: later(incident.lastSeenAt, now),
    occurrenceCount: incident.occurrenceCount + 1,
  };
}

interface Resent {
  readonly known: TrackedAlert;
  readonly resent: TrackedAlert;
  readonly noted: Noted | null;
}

/** It says something else than before. What is over stays as it was last seen. */
function retell(draft: Draft, incident: Incident, given: Resent, now: Instant): void {
  const { known, resent } = given;
  const reworded = isOpen(incident) ? draft.putIncident(reword(incident, given)) : incident;
  const raised = isOpen(reworded) ? raise(draft, reworded, resent, now) : reworded;
  if (known.suppressed && !resent.suppressed) {
    const cause = { actor: QUELL, at: now, reason: 'silence-over' } as const;
    hearAgain(draft, raised, cause, known.suppressed);
  } else if (!known.suppressed && resent.suppressed) {
    countHidden(draft, resent.suppressed);
    hearNoMore(draft, raised);
  } else {
    hear(draft, raised, { actor: QUELL, at: now, reason: 'worse' }, resent);
  }
}

/** The fact on the card follows where it was this alert's. Every event of an error has other words: they are drawn with its counts. */
function reword(incident: Incident, { known, resent, noted }: Resent): Incident {
  const before = known.content.description;
  const after = resent.content.description;
  if (noted)
    return incident.description === before ? { ...incident, description: after } : incident;
  if (incident.description !== before || before === after) return redrawDetails(incident);
  return redrawDetails(redraw({ ...incident, description: after }));
}

/** Whether no matcher can tell one from the other. */
export function sameToMatchers(a: AlertContent, b: AlertContent): boolean {
  return a.severity === b.severity && sameLabels(a.labels, b.labels);
}

function sameContent(a: AlertContent, b: AlertContent): boolean {
  return (
    a.description === b.description &&
    a.severity === b.severity &&
    a.title === b.title &&
    a.url === b.url &&
    a.source === b.source &&
    sameLabels(a.annotations, b.annotations) &&
    sameLabels(a.labels, b.labels)
  );
}

function sameLabels(a: Labels, b: Labels): boolean {
  if (a === b) return true;
  let names = 0;
  for (const name in a) {
    if (labelOf(b, name) !== a[name]) return false;
    names += 1;
  }
  for (const _ in b) names -= 1;
  return names === 0;
}
