import type { AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { Delivery, Subject } from '../../../domain/delivery.ts';
import type { ErrorGroup, ErrorGroupId, Release } from '../../../domain/error-group.ts';
import type { Incident, IncidentId } from '../../../domain/incident.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { Pace } from '../../../domain/storm.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Timer } from '../../../domain/timer.ts';

/** An incident, storm or notice with its delivery; where there is none, that too is known. */
export interface LoadedSubject {
  readonly subject: Subject | undefined;
  readonly delivery: Delivery | undefined;
}

/** The part of the state that a transaction has locked and loaded: what stands in a map is known, also that it is not there. */
export class Loaded {
  readonly alerts = new Map<AlertKey, TrackedAlert | undefined>();
  readonly subjects = new Map<string, LoadedSubject>();
  readonly numbers = new Map<number, IncidentId | undefined>();
  /** Of each group the open incidents and the newest. */
  readonly groups = new Map<string, readonly IncidentId[]>();
  /** The firing alerts of an incident. */
  readonly firing = new Map<IncidentId, ReadonlyMap<AlertKey, TrackedAlert>>();
  readonly inhibiting = new Map<string, number>();
  readonly paces = new Map<string, Pace | undefined>();
  readonly timers = new Map<string, Timer | undefined>();
  readonly errorGroups = new Map<ErrorGroupId, ErrorGroup | undefined>();
  /** Of an error group those that a person merged into it. */
  readonly merged = new Map<ErrorGroupId, readonly ErrorGroupId[]>();
  /** The places where an event is kept, by its key. Locked with its group: the same event comes to the same one. */
  readonly events = new Map<string, readonly string[]>();
  readonly releases = new Map<string, Release | undefined>();
  /** Of a project the releases that were first seen last, and how many were asked for. */
  readonly newest = new Map<
    string,
    { readonly asked: number; readonly found: readonly Release[] }
  >();
  /** Projects whose releases may be changed; null: all. */
  releasesAlone: ReadonlySet<string> | null = new Set();
  /** By id. */
  readonly silences = new Map<string, Silence | undefined>();
  /** All silences that end after this are among them. */
  silencesFrom = Number.POSITIVE_INFINITY as Instant;
  /** Whether silences may be changed. */
  silencesAlone = false;
  /** The number given last; null: not asked for. */
  lastNumber: number | null = null;
  /** Lists over everything, by their question; null: this transaction is not alone with the state. */
  lists: Map<string, Listed> | null = null;
}

/** What a list over everything answers: alerts, or incidents. */
export interface Listed {
  readonly alerts: readonly TrackedAlert[];
  readonly incidents: readonly Incident[];
}
