import type { Actor, Person } from '../../domain/actor.ts';
import { type Incident, isMuted, isOpen } from '../../domain/incident.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Instant } from '../../domain/time.ts';
import { plain } from './escape.ts';
import { personName, who } from './names.ts';
import { capital, dateToken, formatNear, incidentName } from './words.ts';

/** The mark of a severity while nobody has the incident. */
export const SEVERITY_MARK: Readonly<Record<Severity, string>> = {
  critical: 'red_circle',
  error: 'large_orange_circle',
  warning: 'large_yellow_circle',
  info: 'large_blue_circle',
};

/** The first thing on a card: a mark, and the word that says the same. */
export interface State {
  readonly mark: string;
  readonly word: string;
}

/** What a card says beside the severity. */
export type Modifier =
  | 'muted'
  | 'ignored'
  | 'acknowledged'
  | 'flapping'
  | 'regression'
  | 'reopened';

/** One modifier at a time, the strongest; null: it is over, or there is nothing to add. */
export function modifierOf(incident: Incident, now: Instant): Modifier | null {
  if (!isOpen(incident)) return null;
  if (isMuted(incident, now)) return incident.mute?.ignores ? 'ignored' : 'muted';
  if (incident.status === 'acknowledged') return 'acknowledged';
  if (incident.flapping) return 'flapping';
  if (incident.error?.regression) return 'regression';
  return incident.reopened ? 'reopened' : null;
}

/** The mark and the words that a card begins with. */
export function stateOf(incident: Incident, now: Instant): State {
  const { into } = incident.resolution ?? {};
  if (!isOpen(incident)) {
    return {
      mark: 'white_check_mark',
      word: into ? `Merged into ${incidentName(into)}` : 'Resolved',
    };
  }
  const severity = capital(incident.severity);
  const modifier = modifierOf(incident, now);
  const word = modifier === null ? severity : `${severity}, ${modifier}`;
  return { mark: markOf(incident, modifier), word };
}

function markOf({ severity }: Incident, modifier: Modifier | null): string {
  if (modifier === 'muted' || modifier === 'ignored') return 'no_bell';
  return modifier === 'acknowledged' ? 'eyes' : SEVERITY_MARK[severity];
}

/** Whether somebody has it, or was asked to. */
export function isSomebodys({ acknowledged, assignee }: Incident): boolean {
  return acknowledged !== null || assignee !== null;
}

/** Who has it, in grey: "with Ann Lee since 14:09". */
export function whoHasIt(incident: Incident): string {
  const { acknowledged, assignee } = incident;
  if (acknowledged) {
    const holder = holderOf(assignee, acknowledged.by);
    const since = dateToken(acknowledged.at, formatNear(acknowledged.at, incident.openedAt));
    return `with *${plain(holder)}* since ${since}`;
  }
  if (assignee) return `for *${plain(personName(assignee))}*, not acknowledged yet`;
  return 'nobody has this yet';
}

function holderOf(assignee: Person | null, by: Actor): string {
  return assignee ? personName(assignee) : who(by);
}

/** Who has it, as a sentence without marks. */
export function whoHasItSentence(incident: Incident): string {
  const { acknowledged, assignee } = incident;
  if (acknowledged) return `With ${holderOf(assignee, acknowledged.by)}`;
  if (assignee) return `Assigned to ${personName(assignee)}, not acknowledged yet`;
  return 'Nobody has this yet';
}
