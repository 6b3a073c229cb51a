import type { Alert, AlertKey, TrackedAlert } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
import type { Route } from '../domain/policy.ts';
import type { AlertReason } from '../domain/reason.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { hear, isSilenced } from './hearing.ts';
import { homeOf } from './home.ts';
import { alertKeyOf } from './identity.ts';
import { endAlert, sourceActor } from './lifecycle.ts';
import { continues, endOf, isOver } from './period.ts';
import { resend } from './resend.ts';

/** What an arriving alert changes: in reading order, the end of a firing, a firing known already, and a new firing. */
export function onAlert(draft: Draft, alert: Alert, route: Route, now: Instant): Outcome {
  const key = alertKeyOf(alert);
  const known = draft.alert(key);
  if (isOver(alert, now)) return end(draft, known, alert, { route, now });
  if (known && continues(known, alert, incidentOf(draft, known), now)) {
    return resend(draft, known, alert, now);
  }
  if (known?.status === 'firing') {
    endAlert(draft, known, { at: endOf(known, known.endsAt, now), knownAt: now }, route);
  }
  return begin(draft, key, alert, { route, now });
}

interface Setting {
  readonly route: Route;
  readonly now: Instant;
}

function incidentOf(draft: Draft, known: TrackedAlert) {
  return draft.incident(known.incident);
}

function end(
  draft: Draft,
  known: TrackedAlert | undefined,
  alert: Alert,
  { route, now }: Setting,
): Outcome {
  if (known?.status !== 'firing') return outcome('not-firing', known?.incident ?? null);
  const at = endOf(known, alert.endsAt ?? null, now);
  endAlert(draft, { ...known, lastSeenAt: now }, { at, knownAt: now }, route);
  return outcome('ended', known.incident);
}

function begin(draft: Draft, key: AlertKey, alert: Alert, { route, now }: Setting): Outcome {
  const known = draft.alert(key);
  const silenced = isSilenced(alert.content.labels, draft.silences(now), now);
  const { incident, reason } = homeOf(draft, { alert, known, silenced }, route, now);
  draft.putAlert(trackedFrom(alert, known, { key, incident: incident.id, silenced, now }));
  hear(draft, incident, { actor: sourceActor(alert.content.source), at: now, reason });
  return outcome(reason, incident.id);
}

function trackedFrom(
  alert: Alert,
  known: TrackedAlert | undefined,
  {
    key,
    incident,
    silenced,
    now,
  }: { key: AlertKey; incident: string; silenced: boolean; now: Instant },
): TrackedAlert {
  const timeout = alert.endsAt === undefined && alert.resolveTimeout !== undefined;
  return {
    key,
    incident,
    status: 'firing',
    content: alert.content,
    startsAt: alert.startsAt ?? now,
    endsAt: timeout ? plus(now, alert.resolveTimeout) : (alert.endsAt ?? null),
    endsAtIsTimeout: timeout,
    silenced,
    firstSeenAt: known?.firstSeenAt ?? now,
    lastSeenAt: now,
    occurrences: (known?.occurrences ?? 0) + 1,
    periods: (known?.periods ?? 0) + 1,
  };
}

function outcome(reason: AlertReason, incident: string | null): Outcome {
  return { type: 'alert', reason, incident };
}
