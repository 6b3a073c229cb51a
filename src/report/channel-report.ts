import type { Alert } from '../domain/alert.ts';
import type { Incident, IncidentId } from '../domain/incident.ts';
import type { Policy } from '../domain/policy.ts';
import type { Recording } from '../domain/recording.ts';
import type { NoiseReport } from '../domain/report.ts';
import type { Silence } from '../domain/silence.ts';
import type { Storm } from '../domain/storm.ts';
import { instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import type { Span } from '../replay/result.ts';
import { Days } from './days.ts';
import { Figures, isIn } from './figures.ts';
import { neededPerson } from './handled.ts';
import { Kinds, noisyGroups } from './kinds.ts';
import type { Reached } from './messages.ts';
import { type Rooms, Search } from './search.ts';
import type { Steps } from './trial.ts';

const NOISIEST = 10;

/** A time, by the calendar of a zone. */
export interface Stretch extends Span {
  readonly timezone: string;
}

/** The report of one channel, or of all, while it is being made: first incidents are taken, then recordings. */
export class ChannelReport {
  readonly #span: Span;
  readonly #channel: string | null;
  readonly #timezone: string;
  readonly #now: Figures;
  readonly #before: Figures;
  readonly #days: Days;
  readonly #kinds = new Kinds();
  readonly #matters = new Set<IncidentId>();
  #search: Search | null = null;

  constructor({ timezone, ...span }: Stretch, channel: string | null) {
    this.#span = span;
    this.#channel = channel;
    this.#timezone = timezone;
    this.#now = new Figures(span);
    this.#before = new Figures(stretchBefore(span));
    this.#days = new Days(span, timezone);
  }

  isAbout(channel: string | null): boolean {
    return this.#channel === null || this.#channel === channel;
  }

  incident(incident: Incident, timeline: readonly TimelineEntry[], reached: Reached): void {
    this.#now.take(incident, timeline, reached);
    this.#before.take(incident, timeline, reached);
    this.#days.card(incident.toldAt);
    if (neededPerson(incident)) this.#matters.add(incident.id);
    // What people opened themselves, no configuration makes less.
    if (!isIn(this.#span, incident.toldAt) || incident.openedBy !== null) return;
    this.#kinds.take(
      incident,
      timeline.filter(({ at }) => isIn(this.#span, at)),
    );
  }

  storm(storm: Storm): void {
    this.#now.storm(storm);
    this.#before.storm(storm);
  }

  /** All incidents were taken: what is to be looked for among the recordings is known. */
  seek(policy: Policy, rooms: Rooms): void {
    this.#search = new Search(policy, this.#kinds.all(), rooms);
  }

  /** Something arrived, in this channel or not. */
  recording(recording: Recording, place: number, alert: Alert | null): void {
    this.#search?.take({ place, recording }, alert);
  }

  /** Counts what arrived in this channel. */
  count({ at, count }: Recording): void {
    this.#now.arrived(at, count);
    this.#before.arrived(at, count);
  }

  *finish(silences: readonly Silence[]): Steps<NoiseReport> {
    const ground = { span: this.#span, silences, matters: this.#matters };
    const suggestions = this.#search ? yield* this.#search.suggestions(ground) : [];
    return {
      ...this.#span,
      timezone: this.#timezone,
      channel: this.#channel,
      figures: this.#now.result(),
      before: this.#before.isKnown ? this.#before.result() : null,
      cardsPerDay: this.#days.result(),
      noisy: noisyGroups(this.#kinds.all(), NOISIEST),
      suggestions,
    };
  }
}

/** The stretch before, as long. */
function stretchBefore({ from, to }: Span): Span {
  return { from: instant(from - (to - from)), to: from };
}
