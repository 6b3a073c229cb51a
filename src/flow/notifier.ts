import type { TrackedAlert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/time.ts';
import type { TimelineEntry } from '../domain/timeline.ts';

/** What a message of ours is to show. */
export type Content =
  | { readonly slot: 'card'; readonly incident: Incident; readonly alerts: readonly TrackedAlert[] }
  | {
      readonly slot: 'details';
      readonly incident: Incident;
      readonly alerts: readonly TrackedAlert[];
    }
  | {
      readonly slot: 'thread';
      readonly incident: Incident;
      readonly entries: readonly TimelineEntry[];
    };

/** A sentence to the people who run Quell; no part of any incident. */
export interface Notice {
  readonly slot: 'notice';
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
  /** The id of a configured channel (`#name` or id), joined where possible. */
  channelId(channel: string): Promise<string>;
  /** Posts once, without retrying, with `key` in the message's metadata; answers the message's `ts`. */
  post(place: Place, content: Content | Notice, key: string): Promise<string>;
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

  constructor(
    kind: FailureKind,
    code: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(`Slack: ${code}`, { cause: options.cause });
    this.name = 'DeliveryFailed';
    this.kind = kind;
    this.code = code;
    this.retryAfter = options.retryAfter ?? null;
  }
}
