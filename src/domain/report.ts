import type { Matcher } from './matcher.ts';
import type { Duration, Instant } from './time.ts';

/** What one stretch of time was like. */
export interface NoiseFigures {
  readonly alerts: number;
  readonly incidents: number;
  readonly cards: number;
  /** Cards, their details and the replies in threads, as Slack took them. */
  readonly messages: number;
  /** Incidents that somebody acknowledged, or resolved by hand. */
  readonly neededPerson: number;
  /** Incidents that are open and that nobody has. */
  readonly withNobody: number;
  readonly flapping: number;
  /** Medians; null: there was none. */
  readonly timeToAcknowledge: Duration | null;
  readonly timeToResolve: Duration | null;
}

/** Incidents of one kind, counted. */
export interface NoisyGroup {
  readonly title: string;
  readonly cards: number;
  readonly acknowledged: number;
  readonly mutes: number;
  /** The longest that one of them took to end by itself; null: none did. */
  readonly longest: Duration | null;
}

/** A change of the configuration that would have made less noise, with its effect replayed over the same time. */
export interface Suggestion {
  readonly id: string;
  /** What it is about: `HighCPU on batch hosts`. */
  readonly about: string;
  /** `14 cards, never acknowledged, all resolved within 6 min`. */
  readonly finding: string;
  /** `Wait until it lasts 10 min`. */
  readonly proposal: string;
  readonly match: readonly Matcher[];
  readonly fewerCards: number;
  /** Acknowledged incidents that nobody would have heard of. */
  readonly missed: number;
  /** How much later such an incident would come; null: no later. */
  readonly later: Duration | null;
  /** Under which key of `quell.yml` the lines belong: `route.routes`. */
  readonly under: string;
  readonly lines: string;
}

/** The noise of some days, and what would lessen it. */
export interface NoiseReport {
  readonly from: Instant;
  readonly to: Instant;
  /** Whose calendar days are counted: an IANA time zone. */
  readonly timezone: string;
  /** The channel it is about; null: all. */
  readonly channel: string | null;
  readonly figures: NoiseFigures;
  /** The stretch before, as long; null: nothing is known of it. */
  readonly before: NoiseFigures | null;
  /** By calendar day, the oldest first; the first and the last may be in part. */
  readonly cardsPerDay: readonly number[];
  /** The noisiest first, at most ten. */
  readonly noisy: readonly NoisyGroup[];
  /** The most useful first, at most three. */
  readonly suggestions: readonly Suggestion[];
}
