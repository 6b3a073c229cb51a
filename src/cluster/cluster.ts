import type { Instant } from '../domain/time.ts';
import type { Member, QueueState } from '../store/store.ts';
import type { Mode } from './rules.ts';

/** How a process stands among all that work with the same store. */
export interface Standing {
  /** Whether it does what only one may. */
  readonly leads: boolean;
  /** The leader's fence: it rises whenever another process leads; null: this one does not. */
  readonly token: number | null;
  readonly mode: Mode;
  /** Which record of Slack's budgets it may spend from; null: none. */
  readonly ledger: 'shared' | 'direct' | null;
  /** Since when it runs all jobs itself, without a break; null: it does not. */
  readonly directSince: Instant | null;
  /** How the queue that all share stands for it. */
  readonly queue: QueueState;
  /** The processes that live, itself included. */
  readonly members: readonly Member[];
  /** How many connections to Slack it is to keep. */
  readonly sockets: number;
  /** That it works with an older configuration than another process, as a sentence; null: it does not. */
  readonly outdated: string | null;
}

/** The processes that work with one store, as one of them sees them. Members: `alone`, `many`. */
export interface Cluster {
  /** Of this process. */
  readonly id: string;
  /** How it stands now. */
  standing(): Standing;
  /** Hears whenever it may stand otherwise than before; the function that it answers ends that. */
  onChange(listener: () => void): () => void;
  /** Joins the others; resolves when it knows how it stands, or that the store does not answer. */
  start(): Promise<void>;
  /** Gives up its rights and leaves. */
  stop(): Promise<void>;
}

/** What a process says of itself from its start to its end. */
export interface Self {
  readonly id: string;
  readonly host: string;
  readonly version: string;
  readonly roles: readonly string[];
  readonly startedAt: Instant;
}

/** The version of a process' policy, and when it was read. */
export interface ConfigRead {
  readonly version: string;
  readonly at: Instant;
}
