import type { AlertKey } from '../domain/alert.ts';
import type { Change, Decision } from '../domain/decision.ts';
import { type Incident, type IncidentId, titleOf } from '../domain/incident.ts';
import type { ConfigPlace } from '../domain/policy.ts';
import type { FurtherWay, Recording } from '../domain/recording.ts';
import type { Storm } from '../domain/storm.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { type FurtherWays, Periods, type RecordedAs } from './periods.ts';
import type { ReplayedIncident, ReplayResult, Span } from './result.ts';
import type { ReplayState } from './state.ts';
import { Tally } from './tally.ts';

/** When something was decided, and what had really become of the alerts that arrived then. */
export interface Seen {
  readonly at: Instant;
  readonly as: RecordedAs;
}

/** Counts what people would have been told. */
export class Book {
  readonly #span: Span;
  readonly #tally: Tally;
  readonly #periods = new Periods();
  readonly #incidents = new Map<IncidentId, ReplayedIncident>();
  /** When incidents were named in a storm's thread, by their number. */
  readonly #named = new Map<number, Instant>();
  readonly #called = new Map<IncidentId, Instant>();
  readonly #ignoredBy = new Map<AlertKey, ConfigPlace>();
  #alerts = 0;
  #opened = 0;
  #unknown = 0;

  constructor(span: Span) {
    this.#span = span;
    this.#tally = new Tally(span);
  }

  /** Something arrived; `isKnown`: what it says is known. */
  arrived({ at, count }: Recording, isKnown: boolean): void {
    if (!this.#tally.counts(at)) return;
    this.#alerts += count;
    if (!isKnown) this.#unknown += count;
  }

  /** Takes note of a decision, before the state does. */
  note({ changes }: Decision, state: ReplayState, { at, as }: Seen): void {
    const seen = { at, as, further: furtherWaysIn(changes) };
    const latest = new Map<IncidentId, Incident>();
    for (const change of changes) {
      if (change.type === 'incident') latest.set(change.incident.id, change.incident);
      this.#note(change, state, seen, latest);
    }
  }

  /** An incident is over for good: what is kept of it is little. */
  close(incident: Incident, isUnsure: boolean): void {
    const { id, number } = incident;
    const calledAt = this.#called.get(id) ?? null;
    const known = { ...replayed(incident, this.#named.get(number)), calledAt, isUnsure };
    this.#incidents.set(id, known);
  }

  result(): ReplayResult {
    return {
      span: this.#span,
      alerts: this.#alerts,
      opened: this.#opened,
      posts: this.#tally.hours(),
      incidents: this.#incidents,
      periods: this.#periods.all(),
      ignoredBy: this.#ignoredBy,
      unknown: this.#unknown,
    };
  }

  #note(
    change: Change,
    state: ReplayState,
    seen: Seen & { readonly further: FurtherWays },
    latest: ReadonlyMap<IncidentId, Incident>,
  ): void {
    switch (change.type) {
      case 'alert':
        this.#periods.note(change.alert, state.alert(change.alert.key), seen);
        return;
      case 'incident':
        this.#noteIncident(change.incident, state.incident(change.incident.id));
        return;
      case 'entry':
        this.#noteEntry(change.entry, state, latest);
        return;
      case 'storm':
        this.#noteStorm(change.storm, state.storm(change.storm.id), seen.at);
        return;
      case 'recorded':
        this.#noteIgnored(change.recording);
        return;
      default:
        return;
    }
  }

  #noteIncident({ openedAt, toldAt, channel }: Incident, before: Incident | undefined): void {
    if (!before && this.#tally.counts(openedAt)) this.#opened += 1;
    if (toldAt !== null && !before?.toldAt) this.#tally.add('cards', channel, toldAt);
  }

  /** An entry that was there before takes in further alerts: its reply is rewritten. */
  #noteEntry(
    { incident: id, seq, thread, what, at }: TimelineEntry,
    state: ReplayState,
    latest: ReadonlyMap<IncidentId, Incident>,
  ): void {
    if (what.kind === 'named') this.#named.set(what.number, this.#named.get(what.number) ?? at);
    const incident = latest.get(id);
    const isNew = seq > (state.incident(id)?.entryCount ?? 0);
    if (!incident || !thread || !isNew) return;
    if (what.kind === 'called') this.#noteCall(id, at);
    this.#tally.add(what.kind === 'called' ? 'calls' : 'entries', incident.channel, at);
  }

  #noteCall(id: IncidentId, at: Instant): void {
    if (this.#tally.counts(at) && !this.#called.has(id)) this.#called.set(id, at);
  }

  #noteStorm(storm: Storm, before: Storm | undefined, at: Instant): void {
    const { channel } = storm;
    if (!before) this.#tally.add('storms', channel, at);
    if (storm.entryCount > (before?.entryCount ?? 0)) this.#tally.add('stormReplies', channel, at);
  }

  #noteIgnored({ key, ignoredBy }: Recording): void {
    if (ignoredBy !== null) this.#ignoredBy.set(key, ignoredBy);
  }
}

function replayed(
  incident: Incident,
  namedAt: Instant | undefined,
): Omit<ReplayedIncident, 'isUnsure' | 'calledAt'> {
  const { id, number, channel, severity, toldAt, withheld, withheldBy, alertCount } = incident;
  const title = titleOf(incident);
  const heardAt = namedAt ?? toldAt;
  return {
    id,
    number,
    channel,
    severity,
    toldAt,
    heardAt,
    withheld,
    withheldBy,
    alertCount,
    title,
  };
}

function furtherWaysIn(changes: readonly Change[]): FurtherWays {
  const ways = new Map<AlertKey, readonly FurtherWay[]>();
  for (const change of changes) {
    if (change.type !== 'recorded') continue;
    const { key, further } = change.recording;
    if (further) ways.set(key, further);
  }
  return ways;
}
