import type { Incident } from '../domain/incident.ts';
import type { NoiseFigures } from '../domain/report.ts';
import type { Storm } from '../domain/storm.ts';
import { between, type Duration, duration, type Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';
import { NAMED_AT_MOST } from '../engine/delivery/bundle.ts';
import type { Span } from '../replay/result.ts';
import { acknowledgedAt, neededPerson } from './handled.ts';
import { median } from './median.ts';
import { type Reached, repliesOf } from './messages.ts';

/** Whether a moment lies in a stretch of time. */
export function isIn({ from, to }: Span, at: Instant | null): at is Instant {
  return at !== null && at >= from && at < to;
}

/** Counts the noise of one stretch of time. */
export class Figures {
  readonly #span: Span;
  readonly #acknowledged: Duration[] = [];
  readonly #resolved: Duration[] = [];
  #alerts = 0;
  #incidents = 0;
  #cards = 0;
  #messages = 0;
  #neededPerson = 0;
  #withNobody = 0;
  #flapping = 0;

  constructor(span: Span) {
    this.#span = span;
  }

  /** Something arrived, so often. */
  arrived(at: Instant, count: number): void {
    if (isIn(this.#span, at)) this.#alerts += count;
  }

  /** An incident; its timeline and what Slack has are needed only where people were told of it. */
  take(incident: Incident, timeline: readonly TimelineEntry[], reached: Reached): void {
    if (isIn(this.#span, incident.openedAt)) this.#incidents += 1;
    if (incident.toldAt === null) return;
    const entries = timeline.filter(({ at }) => isIn(this.#span, at));
    this.#messages += repliesOf(entries, reached);
    if (entries.some(({ what }) => what.kind === 'flapping')) this.#flapping += 1;
    if (!isIn(this.#span, incident.toldAt)) return;
    this.#messages += reached.details ? 2 : 1;
    this.#takeCard(incident, incident.toldAt);
  }

  /** A storm: its message and the replies that name incidents. */
  storm({ startedAt, named }: Storm): void {
    if (isIn(this.#span, startedAt)) this.#messages += 1 + Math.ceil(named / NAMED_AT_MOST);
  }

  /** Whether anything is known of this time. */
  get isKnown(): boolean {
    return this.#alerts > 0 || this.#incidents > 0 || this.#messages > 0;
  }

  result(): NoiseFigures {
    return {
      alerts: this.#alerts,
      incidents: this.#incidents,
      cards: this.#cards,
      messages: this.#messages,
      neededPerson: this.#neededPerson,
      withNobody: this.#withNobody,
      flapping: this.#flapping,
      timeToAcknowledge: median(this.#acknowledged),
      timeToResolve: median(this.#resolved),
    };
  }

  #takeCard(incident: Incident, toldAt: Instant): void {
    this.#cards += 1;
    if (incident.status === 'triggered' && !incident.assignee) this.#withNobody += 1;
    if (neededPerson(incident)) this.#neededPerson += 1;
    const acknowledged = acknowledgedAt(incident);
    if (acknowledged !== null) this.#acknowledged.push(sinceTold(toldAt, acknowledged));
    if (incident.resolution) this.#resolved.push(sinceTold(toldAt, incident.resolution.at));
  }
}

/** Who was quicker than the card took no time. */
function sinceTold(toldAt: Instant, at: Instant): Duration {
  return duration(Math.max(0, between(toldAt, at)));
}
