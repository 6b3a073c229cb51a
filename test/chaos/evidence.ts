import type { ErrorEvidence } from '../crash/errors/evidence.ts';

/** What a run leaves behind to be judged: plain values, so that the verdict is a pure function of them. */

/** One try to hand a request to one bot. */
export interface Try {
  readonly bot: number;
  readonly from: number;
  readonly to: number;
  /** The HTTP status; null: refused, timed out or cut off. */
  readonly status: number | null;
}

/** One statement of a request about an alert. */
export interface Statement {
  /** The alert's label `id`. */
  readonly id: string;
  readonly group: string;
  readonly firing: boolean;
}

/** A request with alerts, tried until a bot took it. */
export interface SentRequest {
  readonly said: readonly Statement[];
  readonly tries: readonly Try[];
  /** Why it was not taken although a bot answered; null: taken, or never answered. */
  readonly refused: string | null;
  readonly answered: boolean;
}

/** An alert as the API shows it. */
export interface SeenAlert {
  readonly id: string;
  readonly status: string;
  readonly occurrences: number;
}

/** A timeline entry as the API shows it. */
export interface SeenEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly reason: string;
  /** `source`, `person`, `quell` … */
  readonly actor: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An incident as the API shows it. */
export interface SeenIncident {
  readonly number: number;
  readonly group: string;
  /** Whether it is of an error group. */
  readonly ofError: boolean;
  readonly status: string;
  readonly severity: string;
  readonly muted: boolean;
  /** It is muted as an error that nobody wants to hear of. */
  readonly ignored: boolean;
  /** The number of the incident in which its errors count; 0: they count here. */
  readonly mergedInto: number;
  readonly withheld: string | null;
  readonly holder: string | null;
  readonly occurrences: number;
  readonly alertCount: number;
  readonly firingCount: number;
  /** `ts` of its card; null: none. */
  readonly card: string | null;
  readonly alerts: readonly SeenAlert[];
  readonly timeline: readonly SeenEntry[];
  /** The card as Quell draws it now for whoever asks; null where it did not answer. */
  readonly drawn: { readonly text: string; readonly blocks: readonly object[] } | null;
}

/** A message of the bot that is in Slack at the end. */
export interface SeenMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  /** `incident:generation:slot`; empty where it has none. */
  readonly key: string;
  readonly text: string;
  readonly buttons: readonly string[];
  readonly blocks: readonly object[];
}

/** A post that was asked of Slack. */
export interface Post {
  readonly at: number;
  readonly channel: string;
  readonly key: string;
  /** `ok`, `429`, or what else became of it. */
  readonly outcome: string;
  /** The fault that was ordered for it; null: none. */
  readonly fault: string | null;
  /** When it became a message, and which; null: never. */
  readonly ts: string | null;
}

/** A message that was deleted. */
export interface Deletion {
  readonly at: number;
  readonly ts: string;
}

export type ChaosKind =
  | 'kill bot'
  | 'kill redis'
  | 'kill postgres'
  | 'pause bot'
  | 'cut postgres'
  | 'cut redis'
  | 'cut both'
  | 'cut slack';

/** Something that was done to the processes, by the wall clock. */
export interface Deed {
  readonly kind: ChaosKind;
  readonly bot: number | null;
  readonly from: number;
  /** When it began to be undone: the process is started again, goes on, or is connected again. */
  readonly healed: number;
  /** When it was over: what was started again is ready. */
  readonly to: number;
  readonly detail: string;
}

/** A stretch of trouble of Slack. */
export interface Stretch {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** Something that was asked for over the API, once. */
export interface Asked {
  readonly number: number;
  readonly action: string;
  readonly text: string;
  readonly answered: boolean;
}

/** What people saw acknowledged in Slack. */
export interface Noted {
  readonly text: string;
  /** Whether Slack told them that it was taken. */
  readonly answered: boolean;
  /** When Slack handed it on; null: never. */
  readonly at: number | null;
}

/** Everything that was collected. */
export interface Evidence {
  readonly requests: readonly SentRequest[];
  readonly incidents: readonly SeenIncident[];
  readonly messages: readonly SeenMessage[];
  readonly posts: readonly Post[];
  readonly updates: number;
  /** Answers of 429 that Slack's limits made, not the ordered trouble, by method. */
  readonly limited: Readonly<Record<string, number>>;
  readonly deletions: readonly Deletion[];
  readonly deeds: readonly Deed[];
  readonly stretches: readonly Stretch[];
  /** When bots became ready after a start. */
  readonly starts: readonly { readonly bot: number; readonly at: number }[];
  /** Ends of bots that nobody ordered. */
  readonly deaths: readonly { readonly bot: number; readonly at: number; readonly how: string }[];
  readonly notes: readonly Noted[];
  readonly asked: readonly Asked[];
  readonly errors: ErrorEvidence;
  /** Times of the person's presses that may force a post. */
  readonly presses: readonly number[];
  /** When the state was read. */
  readonly readAt: number;
  readonly settled: boolean;
  readonly alone: boolean;
}
