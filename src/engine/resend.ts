import type { Alert, AlertContent, TrackedAlert } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
import { type Incident, isOpen } from '../domain/incident.ts';
import { type Labels, labelOf } from '../domain/labels.ts';
import { type Instant, later, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { redraw, redrawDetails } from './record.ts';

/** The same firing again: it counts, may move the end, and may bring new words for the card; nobody is told. */
export function resend(draft: Draft, known: TrackedAlert, alert: Alert, now: Instant): Outcome {
  const content = sameContent(known.content, alert.content) ? known.content : alert.content;
  draft.putAlert({
    ...known,
    ...endAfter(known, alert, now),
    content,
    startsAt: earlier(known.startsAt, alert.startsAt),
    lastSeenAt: now,
    occurrences: known.occurrences + 1,
  });
  const incident = draft.incident(known.incident);
  if (incident) draft.putIncident(counted(incident, known.content, content, now));
  const reason = incident && isOpen(incident) ? 'duplicate' : 'dismissed';
  return { type: 'alert', reason, incident: known.incident };
}

function earlier(known: Instant, given: Instant | undefined): Instant {
  return given !== undefined && given < known ? given : known;
}

/** An explicit end stands against an earlier one; a guess of ours yields to any later word. */
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

function counted(
  incident: Incident,
  before: AlertContent,
  after: AlertContent,
  now: Instant,
): Incident {
  const seen = {
    ...incident,
    lastSeenAt: later(incident.lastSeenAt, now),
    occurrenceCount: incident.occurrenceCount + 1,
  };
  if (before === after) return seen;
  const headline = incident.description === before.description;
  if (!headline || before.description === after.description) return redrawDetails(seen);
  return redrawDetails(redraw({ ...seen, description: after.description }));
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
  let names = 0;
  for (const name in a) {
    if (labelOf(b, name) !== a[name]) return false;
    names += 1;
  }
  for (const _ in b) names -= 1;
  return names === 0;
}
