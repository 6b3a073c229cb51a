import type { AlertContent, Suppression } from '../domain/alert.ts';
import { type Incident, isMuted } from '../domain/incident.ts';
import { isWorse } from '../domain/severity.ts';
import type { Instant } from '../domain/time.ts';
import type { Draft } from './draft.ts';
import { sourceActor } from './lifecycle.ts';
import { keep, redraw, tell } from './record.ts';

/** What an alert says, and what keeps it from being told. */
interface Claim {
  readonly content: AlertContent;
  readonly suppressed: Suppression | null;
}

/**
 * An alert that is worse than all before makes the incident as bad; a person's lower choice stands until then. The thread
 * hears of it unless the alert is suppressed or the incident muted.
 */
export function raise(draft: Draft, incident: Incident, claim: Claim, now: Instant): Incident {
  const { severity, source } = claim.content;
  if (!isWorse(severity, incident.alertSeverity)) return incident;
  const claimed = { ...incident, alertSeverity: severity };
  if (!isWorse(severity, incident.severity)) return draft.putIncident(claimed);
  const cause = { actor: sourceActor(source), at: now, reason: 'worse' } as const;
  const what = { kind: 'severity', from: incident.severity, to: severity } as const;
  const worse = redraw({ ...claimed, severity });
  const record = claim.suppressed || isMuted(incident, now) ? keep : tell;
  return record(draft, worse, cause, what);
}
