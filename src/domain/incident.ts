import type { Actor, Person } from './actor.ts';
import type { ErrorGroupId } from './error-group.ts';
import { type Labels, labelOf } from './labels.ts';
import type { Severity } from './severity.ts';
import { type Instant, minutes } from './time.ts';

export type IncidentId = string;

export const STATUSES = ['triggered', 'acknowledged', 'resolved'] as const;
type IncidentStatus = (typeof STATUSES)[number];

/** Why an open incident has no card yet. */
export const WITHHELD = [
  'silenced',
  'inhibited',
  'maintenance',
  'below-threshold',
  'storm',
] as const;
export type Withheld = (typeof WITHHELD)[number];

/** What ends a mute early, besides its time. */
export type MuteEnd =
  | { readonly when: 'critical' }
  /** More than so many hosts. */
  | { readonly when: 'hosts'; readonly above: number }
  /** The next deploy of its project, the `service` label. */
  | { readonly when: 'deploy' }
  /** More than so many firings within `RATE_WINDOW`. */
  | { readonly when: 'rate'; readonly above: number }
  /** That so many have been counted, or users seen, since it began; `more` is what was asked for. */
  | { readonly when: 'occurrences' | 'users'; readonly reached: number; readonly more: number }
  /** Its error group comes far more often than ever. */
  | { readonly when: 'spike' };

/** A silence of this one incident; it survives a resolve unless it was "until it resolves". */
export interface Mute {
  /** Null: until it resolves; of an error that is ignored: for ever. */
  readonly until: Instant | null;
  /** An error that nobody wants to hear of until it means more: outlasts a resolve. */
  readonly ignores: boolean;
  readonly by: Actor;
  readonly at: Instant;
  readonly reason: string;
  readonly early: readonly MuteEnd[];
  /** What would have been told meanwhile: alerts that joined and returns. */
  readonly hidden: number;
  /** Of an error how many events it had before; what was saved before this was kept does not say. */
  readonly events?: number;
}

/** How an incident ended. */
export interface Resolution {
  readonly at: Instant;
  readonly by: Actor;
  /** `alerts`: all of them ended; `person`: somebody said so; `expired`: nothing was heard for too long; `merged`: its errors count elsewhere. */
  readonly how: 'alerts' | 'person' | 'expired' | 'merged';
  /** The number of the incident that it was merged into; null: it was not. */
  readonly into: number | null;
  /** In words, which release it is resolved with: events of others do not bring it back. Null: none. */
  readonly release: { readonly version: string; readonly inNext: boolean } | null;
  /** What fixed it, in the words of a person; empty when nobody wrote it. */
  readonly note: string;
  /** Who had it until then. */
  readonly acknowledged: { readonly by: Actor; readonly at: Instant } | null;
}

/** The entry "more alerts joined" that is still open to take in further ones. */
interface Joined {
  /** Its place in the timeline; 0: it waits for the group's interval, and has none yet. */
  readonly seq: number;
  readonly since: Instant;
  readonly count: number;
  /** What the first few say. */
  readonly titles: readonly string[];
  /** Raised at each change of the entry, so that its reply in the thread follows. */
  readonly revision: number;
}

/** Something that counts towards telling people. */
export interface Sighting {
  readonly at: Instant;
  readonly user: string | null;
}

/** It goes on and off: its changes are counted, not told. */
interface Flapping {
  readonly since: Instant;
  /** Whether people were told of it. */
  readonly told: boolean;
  /** Changes so far, those that led to it included. */
  readonly changes: number;
}

/** How far the calls of an escalation are. */
interface Escalating {
  readonly name: string;
  /** Steps that were taken. */
  readonly taken: number;
  /** From when the steps count. */
  readonly since: Instant;
}

/** Firings in this stretch of `RATE_WINDOW` and in the one before. */
export interface Rate {
  readonly since: Instant;
  readonly count: number;
  readonly before: number;
}

/** Over how long the rate of an incident is measured. */
export const RATE_WINDOW = minutes(10);

/** An error came back in a release after the one it was resolved in. */
export interface Regression {
  readonly at: Instant;
  /** In which it is back. */
  readonly release: string;
  readonly resolvedIn: string;
  /** Null: nobody is known any more, since it was merged and split off again meanwhile. */
  readonly resolvedBy: Actor | null;
}

/** What an incident knows of its error group, the one that it was opened for. */
export interface IncidentError {
  readonly group: ErrorGroupId;
  /** Whether no event of it was ever seen before the incident. */
  readonly isNew: boolean;
  /** Set by a return in a later release, until it is resolved. */
  readonly regression: Regression | null;
  /** Since when it comes far more often than ever; null: it does not. */
  readonly spikingSince: Instant | null;
  /** When the counts on its card were last drawn. */
  readonly drawnAt: Instant;
}

/** What people handle: a group of alerts with a status, somebody who has it, a card and a timeline. Counters, no lists. */
export interface Incident {
  readonly id: IncidentId;
  /** The N of INC-N. */
  readonly number: number;
  readonly groupKey: string;
  /** The path of its route. */
  readonly route: string;
  readonly status: IncidentStatus;
  readonly severity: Severity;
  /** The worst severity that its alerts claimed; a person's choice stands until this grows. */
  readonly alertSeverity: Severity;
  /** What is wrong, without where; `titleOf` adds where. */
  readonly title: string;
  /** One sentence of what exactly: of the alert that spoke last. */
  readonly description: string;
  readonly url: string | null;
  readonly runbook: string | null;
  /** The labels that its alerts were grouped by; those of the first alert that is not grouped. */
  readonly labels: Labels;
  readonly source: string;
  /** Who opened it by hand; null: an alert did. */
  readonly openedBy: string | null;
  /** The channel as configured, such as `#alerts`. */
  readonly channel: string;
  /** Distinct hosts so far, at most `HOSTS_KEPT`. */
  readonly hosts: readonly string[];
  readonly openedAt: Instant;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly acknowledged: { readonly by: Actor; readonly at: Instant } | null;
  readonly assignee: Person | null;
  readonly mute: Mute | null;
  readonly resolution: Resolution | null;
  /** Set by a return: when, how it had ended before, and whether anybody was told of it. */
  readonly reopened: {
    readonly at: Instant;
    readonly after: Resolution;
    readonly told: boolean;
  } | null;
  /** Why nobody is told yet; null once somebody was, and while it only waits for more of its group. */
  readonly withheld: Withheld | null;
  /** What withholds it, as in `Suppression.by`; for a storm its id. */
  readonly withheldBy: string | null;
  /** When its group has waited long enough for a card. */
  readonly waitsUntil: Instant;
  /** When people were first told. */
  readonly toldAt: Instant | null;
  /** When its mention was called since it was opened, or came back; null: not yet. */
  readonly calledAt: Instant | null;
  /** Whether its threshold was reached; once it was, that stands until the incident is over. */
  readonly reached: boolean;
  /** What counts towards telling, the newest last; only until people were told. */
  readonly sightings: readonly Sighting[];
  /** When it last went from firing to all-resolved or back, the newest last. */
  readonly turns: readonly Instant[];
  readonly flapping: Flapping | null;
  /** While nothing fires: when it is over if that stays so. */
  readonly resolvesAt: Instant | null;
  readonly escalating: Escalating | null;
  readonly rate: Rate;
  /** Distinct alerts that ever belonged to it. */
  readonly alertCount: number;
  /** Alerts that fire now, also while a person has resolved it. */
  readonly firingCount: number;
  /** Those of them that nothing suppresses. */
  readonly audibleCount: number;
  /** Every accepted firing, re-sends included. */
  readonly occurrenceCount: number;
  /** The card that Slack should show; 0: none yet. */
  readonly cardRevision: number;
  /** The details (first reply of the thread) that Slack should show; 0: none yet. */
  readonly detailsRevision: number;
  /** How many timeline entries it has; the newest one's `seq`. */
  readonly entryCount: number;
  readonly joined: Joined | null;
  /** Of an error group; null: of monitors or people. */
  readonly error: IncidentError | null;
}

/** Beyond this many, an incident counts "more than 50 hosts". */
export const HOSTS_KEPT = 50;

/** Whether it still wants somebody. */
export function isOpen(incident: Incident): boolean {
  return incident.status !== 'resolved';
}

/** Whether it is muted at `now`. */
export function isMuted(incident: Incident, now: Instant): boolean {
  return incident.mute !== null && (incident.mute.until === null || incident.mute.until > now);
}

/** Whether somebody was told of it: then they hear of its end too. */
export function wasTold(incident: Incident): boolean {
  return incident.cardRevision > 0;
}

/** How many hosts so far: "9 hosts", "more than 49 hosts". */
export function hostCount({ hosts }: Incident): string {
  if (hosts.length >= HOSTS_KEPT) return `more than ${HOSTS_KEPT - 1} hosts`;
  return hosts.length === 1 ? '1 host' : `${hosts.length} hosts`;
}

/** What is wrong and where: "DiskFull on web-03", "DiskFull on 9 hosts". */
export function titleOf(incident: Incident): string {
  const { title, hosts } = incident;
  if (hosts.length === 0) return title;
  return `${title} on ${hosts.length === 1 ? hosts[0] : hostCount(incident)}`;
}

/** Of so many labels the values are named. */
const NAMED_LABELS = 2;

/** The title, and what tells the incident from others of that title where no host does: "HighLatency in checkout". */
export function headlineOf(incident: Incident): string {
  const { title, hosts, labels, openedBy, error } = incident;
  const service = labelOf(labels, 'service');
  if (error) return service === '' ? title : `${title} in ${service}`;
  if (hosts.length === 1 || openedBy !== null) return titleOf(incident);
  if (hosts.length > 1) return titleOf(incident) + ofService(title, service);
  const values = Object.entries(labels).filter(
    ([name, value]) => name !== 'severity' && name !== 'alertname' && !title.includes(value),
  );
  if (values.length === 0) return title;
  const named = values.slice(0, NAMED_LABELS).map(([, value]) => value);
  return `${title} in ${named.join('/')}`;
}

/** How many hosts there are tells nothing apart: "TargetDown on 7 hosts of stock". */
function ofService(title: string, service: string): string {
  return service === '' || title.includes(service) ? '' : ` of ${service}`;
}
