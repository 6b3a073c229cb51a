import type { AlertKey, TrackedAlert } from '../../../domain/alert.ts';
import type { Delivery, Subject } from '../../../domain/delivery.ts';
import type {
  ErrorGroup,
  ErrorGroupId,
  ErrorSample,
  Release,
} from '../../../domain/error-group.ts';
import type { IncidentId } from '../../../domain/incident.ts';
import type { Recording } from '../../../domain/recording.ts';
import type { Silence } from '../../../domain/silence.ts';
import type { Pace } from '../../../domain/storm.ts';
import type { TimelineEntry } from '../../../domain/timeline.ts';
import type { Timer, TimerId } from '../../../domain/timer.ts';

/** Each row that a batch changes, once, as it is in the end. */
export class Changed {
  readonly alerts = new Map<AlertKey, TrackedAlert>();
  readonly subjects = new Map<string, Subject>();
  readonly deliveries = new Map<string, Delivery>();
  readonly entries = new Map<string, TimelineEntry>();
  readonly silences = new Map<string, Silence>();
  readonly paces = new Map<string, Pace>();
  /** Set, or turned off. */
  readonly timers = new Map<string, Timer | { readonly off: TimerId }>();
  readonly errorGroups = new Map<ErrorGroupId, ErrorGroup>();
  /** By place. */
  readonly errorSamples = new Map<string, ErrorSample>();
  readonly releases = new Map<string, Release>();
  readonly recordings: Recording[] = [];
  /** Incidents that got their number within this batch: nobody else can know them. */
  readonly created = new Set<IncidentId>();
  /** The number given last. */
  lastNumber = 0;
}
