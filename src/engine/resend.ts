import type { Alert, AlertContent, TrackedAlert } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
import { type Incident, isOpen } from '../domain/incident.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import { type Instant, later, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { hearAgain, isSilenced } from './hearing.ts';
import { raise } from './raise.ts';
import { QUELL, redraw, redrawDetails } from './record.ts';

/**
 * The same firing again: it counts, may move the end, and may bring new words for the card. People are told only when it
 * has become worse, or when its new labels are silenced no longer.
 */
export function resend(draft: Draft, known: TrackedAlert, alert: Alert, now: Instant): Outcome {
  const resent = resentFrom(draft, known, alert, now);
  draft.putAlert(resent);
  const incident = draft.incident(known.incident);
  if (!incident) return { type: 'alert', reason: 'dismissed', incident: known.incident };
  const seen = draft.putIncident(counted(incident, now));
  if (resent.content !== known.content) retell(draft, seen, { known, resent }, now);
  const reason = isOpen(incident) ? 'duplicate' : 'dismissed';
  return { type: 'alert', reason, incident: known.incident };
}

function resentFrom(draft: Draft, known: TrackedAlert, alert: Alert, now: Instant): TrackedAlert {
  const content = sameContent(known.content, alert.content) ? known.content : alert.content;
  return {
    ...known,
    ...endAfter(known, alert, now),
    content,
    silenced: sameLabels(known.content.labels, content.labels)
      ? known.silenced
      : isSilenced(content.labels, draft.silences(now), now),
    startsAt: earlier(known.startsAt, alert.startsAt),
    lastSeenAt: now,
    occurrences: known.occurrences + 1,
  };
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
}

/** It says something else than before. What is over stays as it was last seen. */
function retell(draft: Draft, incident: Incident, { known, resent }: Resent, now: Instant): void {
  const reworded = isOpen(incident) ? draft.putIncident(reword(incident, known, resent)) : incident;
  const raised = isOpen(reworded) ? raise(draft, reworded, resent, now) : reworded;
  if (known.silenced && !resent.silenced) {
    hearAgain(draft, raised, { actor: QUELL, at: now, reason: 'silence-over' });
  } else if (!known.silenced && resent.silenced) {
    draft.putIncident({ ...raised, audibleCount: raised.audibleCount - 1 });
  }
}

/** The fact on the card follows where it was this alert's. */
function reword(incident: Incident, known: TrackedAlert, resent: TrackedAlert): Incident {
  const before = known.content.description;
  const after = resent.content.description;
  if (incident.description !== before || before === after) return redrawDetails(incident);
  return redrawDetails(redraw({ ...incident, description: after }));
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
