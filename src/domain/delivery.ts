import type { Incident } from './incident.ts';
import type { Notice } from './notice.ts';
import type { Storm } from './storm.ts';
import type { Instant } from './time.ts';

/** A message of ours that Slack shows, and which revision of it. */
export interface Message {
  readonly ts: string;
  readonly revision: number;
}

/** What a post is to become. */
export type Slot = 'card' | 'details' | 'recap' | 'thread';

/** A post that was begun, recorded before it was sent, so that a crash in between is seen. */
export interface Attempt {
  /** Sent along as metadata, and searched for when the outcome is unknown. */
  readonly key: string;
  readonly slot: Slot;
  /** The card's or the details' revision that was sent; for the thread, the last entry's `seq`. */
  readonly revision: number;
  readonly at: Instant;
  /** When the first try was, of several with this key; later than that, a late one may still turn up. */
  readonly since: Instant;
  /** History was searched, or Slack said that it took nothing: free to be posted again. */
  readonly missing: boolean;
}

/**
 * A look at Slack's history, later, for what was accepted late: a message that we posted again meanwhile, or an update whose
 * outcome nobody heard. The message that stays is drawn anew after it.
 */
export interface Recheck {
  readonly key: string;
  /** The one that stays; null: the oldest does. Empty: none. */
  readonly ts: string | null;
  readonly slot: Slot;
  /** From where history is searched. */
  readonly since: Instant;
  /** When; the first is the next. */
  readonly at: readonly Instant[];
}

/** One process carries out a step: until then no other begins one for the same subject. */
export interface StepLease {
  /** The process, one name for each start of it. */
  readonly holder: string;
  readonly until: Instant;
}

/** How far Slack is with one subject: the counterpart of what that wants shown. */
export interface Delivery {
  /** The incident's, storm's or notice's id. */
  readonly subject: string;
  /** Slack's team and channel id where the card is; with another team everything is posted there. */
  readonly team: string;
  readonly channelId: string;
  /** Raised when the card was lost and is posted anew: part of the attempts' keys. */
  readonly generation: number;
  readonly card: Message | null;
  readonly details: Message | null;
  /** The last timeline entry that the thread has (or needs not have). */
  readonly cursor: number;
  /** The reply about alerts that joined, while it may still change. */
  readonly joined: { readonly seq: number; readonly ts: string; readonly revision: number } | null;
  readonly attempt: Attempt | null;
  readonly rechecks: readonly Recheck[];
  /** Not to be tried before this time; null: at once. */
  readonly notBefore: Instant | null;
  /** Tries in a row that failed. */
  readonly failures: number;
  /** What is wrong, in Slack's word, while it is. */
  readonly fault: string | null;
  /** Whose step goes on now; always null where one process delivers alone. */
  readonly lease: StepLease | null;
  /** What happened up to this entry was told in another workspace: one reply sums it up here. Without it, none does. */
  readonly recap?: number;
  /** Too many moved here at once: the card waits until the timeline has more entries than this. */
  readonly waitsBeyond?: number;
  /** How far other workspaces were when they were left, the last one first: should one come back, its card goes on. */
  readonly elsewhere?: readonly Delivery[];
}

/** What delivery makes Slack show: a message with its revisions, and perhaps a thread. */
export interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly cardRevision: number;
  readonly detailsRevision: number;
  readonly entryCount: number;
  readonly joined: Incident['joined'];
}

/** Everything that has a message of its own. */
export type Subject =
  | { readonly type: 'incident'; readonly shown: Incident }
  | { readonly type: 'storm'; readonly shown: Storm }
  | { readonly type: 'notice'; readonly shown: Notice };

/** Whether Slack lags behind what is to be shown, or something is to be looked up. */
export function isPending(shown: Shown, delivery: Delivery | undefined): boolean {
  if (!delivery) return shown.cardRevision > 0;
  if (waitsForNews(shown, delivery)) return false;
  return (
    delivery.recap !== undefined ||
    (delivery.card?.revision ?? 0) < shown.cardRevision ||
    (delivery.details?.revision ?? 0) < shown.detailsRevision ||
    delivery.cursor < shown.entryCount ||
    delivery.attempt !== null ||
    delivery.rechecks.length > 0 ||
    isJoinedStale(shown, delivery)
  );
}

/** Whether its card waits for something new to tell. */
export function waitsForNews(
  { entryCount }: Shown,
  { waitsBeyond }: Pick<Delivery, 'waitsBeyond'>,
): boolean {
  return waitsBeyond !== undefined && entryCount <= waitsBeyond;
}

/** Whether the reply about alerts that joined is behind. */
export function isJoinedStale({ joined }: Shown, delivery: Delivery): boolean {
  return (
    joined !== null &&
    delivery.joined?.seq === joined.seq &&
    delivery.joined.revision < joined.revision
  );
}
