import type { TrackedAlert } from '../domain/alert.ts';
import type { ErrorStory } from '../domain/error-group.ts';
import type { Incident } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { Silence } from '../domain/silence.ts';
import type { Storm } from '../domain/storm.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';

/** An incident's card in Slack, so that it can be linked. */
export interface StandingCard {
  readonly number: number;
  readonly channelId: string;
  readonly ts: string;
}

/** Whom an escalation called last, without an answer so far, and who is next; as people write them. */
export interface LastCall {
  readonly last: string;
  readonly lastAt: Instant;
  /** Null: that was the last step. */
  readonly next: { readonly notify: string; readonly at: Instant } | null;
}

/** A call that rang for another incident, and stands for the one of the entry `seq` too. */
export interface SharedCall {
  readonly seq: number;
  /** Of the incident that it rang for. */
  readonly number: number;
  readonly at: Instant;
}

/** What a message of ours is to show. */
export type Content =
  | {
      readonly slot: 'card';
      readonly incident: Incident;
      readonly alerts: readonly TrackedAlert[];
      readonly escalation: LastCall | null;
      /** Null: it is of monitors or people. */
      readonly error: ErrorStory | null;
      /** Of the incident that it was merged into, where that has one. */
      readonly cards: readonly StandingCard[];
    }
  | {
      readonly slot: 'details';
      readonly incident: Incident;
      readonly alerts: readonly TrackedAlert[];
      /** Null: it is of monitors or people. */
      readonly error: ErrorStory | null;
    }
  | {
      readonly slot: 'thread';
      readonly incident: Incident;
      readonly entries: readonly TimelineEntry[];
      /** Whether phones are to ring; a call that came to nothing meanwhile is told without. */
      readonly rings: boolean;
      /** The numbers of other incidents that this one call is for. */
      readonly also: readonly number[];
      /** Where nothing rings: the calls that did in its place. */
      readonly instead: readonly SharedCall[];
      /** Of the incidents that the entries name, as far as they have one. */
      readonly cards: readonly StandingCard[];
    }
  /** What was told in another workspace, in one reply. */
  | {
      readonly slot: 'recap';
      readonly incident: Incident;
      readonly entries: readonly TimelineEntry[];
      /** Whether there are earlier entries too. */
      readonly isCut: boolean;
    }
  | {
      readonly slot: 'storm';
      readonly storm: Storm;
      /** Of the incidents that it names, as far as they have one. */
      readonly cards: readonly StandingCard[];
    }
  | {
      readonly slot: 'storm-thread';
      readonly storm: Storm;
      readonly entries: readonly TimelineEntry[];
    }
  | {
      readonly slot: 'notice';
      readonly notice: Notice;
      /** The one that it is about; null where it is about none. */
      readonly silence: Silence | null;
    };

/** A sentence to the people who run Quell, which no one keeps fresh. */
export interface Sentence {
  readonly slot: 'sentence';
  readonly text: string;
}

/** Where a message stands: a channel, or a thread in it. */
export interface Place {
  readonly channelId: string;
  readonly threadTs: string | null;
}

/** What delivery needs of Slack. Every call may reject with `DeliveryFailed`, and with nothing else. */
export interface Notifier {
  /** The id of the workspace that the token belongs to. */
  team(): Promise<string>;
  /** The id of a configured channel (`#name` or id), joined where possible; of a person's id, that of the direct message. */
  channelId(channel: string): Promise<string>;
  /** Posts once, without retrying, with `key` in the message's metadata; answers the message's `ts`. */
  post(place: Place, content: Content | Sentence, key: string): Promise<string>;
  update(place: Place, ts: string, content: Content): Promise<void>;
  /** Our own messages with this key since then, the oldest first. */
  find(place: Place, key: string, since: Instant): Promise<readonly string[]>;
  remove(place: Place, ts: string): Promise<void>;
}

/**
 * How a call failed, which decides what is done:
 * - `busy`: Slack said 429; not accepted, again after `retryAfter`
 * - `unreachable`: surely not accepted (nobody listens, name not found); again later
 * - `unknown`: may have been accepted (dropped, timed out, 5xx); look before posting again
 * - `gone`: the message to update is no longer there
 * - `channel`: the channel is not there, archived, or closed to us; a person must mend it
 * - `token`: Slack refuses the token or misses a scope; a person must mend it
 * - `refused`: Slack refuses this message; a fault of ours
 */
export type FailureKind =
  | 'busy'
  | 'unreachable'
  | 'unknown'
  | 'gone'
  | 'channel'
  | 'token'
  | 'refused';

/** Slack did not do what was asked. */
export class DeliveryFailed extends Error {
  readonly kind: FailureKind;
  /** Slack's own word, such as `channel_not_found`. */
  readonly code: string;
  /** Milliseconds, on `busy`. */
  readonly retryAfter: number | null;
  /** The scopes that the token lacks, where Slack says so. */
  readonly needed: string | null;

  constructor(
    kind: FailureKind,
    code: string,
    options: { retryAfter?: number; needed?: string | null; cause?: unknown } = {},
  ) {
    super(`Slack: ${code}`, { cause: options.cause });
    this.name = 'DeliveryFailed';
    this.kind = kind;
    this.code = code;
    this.retryAfter = options.retryAfter ?? null;
    this.needed = options.needed ?? null;
  }
}
