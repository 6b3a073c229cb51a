import type { Withheld } from './incident.ts';

/** What became of an accepted alert. One word for timeline, metric and "why". */
const ALERT_REASONS = [
  'opened',
  'joined',
  'refired',
  'reopened',
  'duplicate',
  'dismissed',
  'ended',
  'not-firing',
  'ignored',
  'old-release',
  'sent-twice',
] as const;

/**
 * - `opened`: it began an incident
 * - `joined`: new to an open incident
 * - `refired`: known to an open incident, had ended, fires again
 * - `reopened`: it brought a resolved incident back
 * - `duplicate`: the same firing period again; counted
 * - `dismissed`: the same firing period again, of an incident that a person resolved, or an error of a quiet environment after
 *   that; counted
 * - `ended`: it resolved
 * - `not-firing`: it resolved something that did not fire
 * - `ignored`: a rule says that nobody wants to know
 * - `old-release`: an error of a release before the one that it was resolved in; counted
 * - `sent-twice`: an event of an error that is kept already, under its id; not counted, and not recorded
 */
export type AlertReason = (typeof ALERT_REASONS)[number];

/** Why a firing told nobody: what withholds its incident or suppresses it, a mute, or flapping. */
export type Untold = Withheld | 'muted' | 'flapping';

/** Why a command was not carried out; what is the case is in the incident that comes with it. */
export const REFUSALS = [
  'unknown-incident',
  'already-acknowledged',
  'not-acknowledged',
  'already-assigned',
  'not-muted',
  'already-resolved',
  'not-resolved',
  'already-so',
  'unknown-silence',
  'not-an-error',
  'no-release',
  'same-incident',
  'not-merged',
  'unknown-target',
  'silence-expired',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Why a timeline entry was made. */
export type Reason =
  | AlertReason
  | Withheld
  | 'asked'
  | 'silence-over'
  | 'inhibition-over'
  | 'maintenance-over'
  | 'threshold-reached'
  | 'waited'
  | 'configured'
  | 'storm-over'
  | 'flapping'
  | 'steady'
  | 'repeat-interval'
  | 'escalation'
  | 'muted'
  | 'mute-over'
  | 'all-resolved'
  | 'expired'
  | 'worse'
  | 'regression'
  | 'spike'
  | 'merged';
