import type { RequestListener } from 'node:http';
import type { Receiver } from '@slack/bolt';

/** How Slack's requests reach Bolt, and whether they do. */
export interface Transport {
  /** The first goes to the App; all are its receivers. */
  readonly receivers: readonly [Receiver, ...Receiver[]];
  readonly requestListener: RequestListener | null;
  /** Begins, and resolves when it works for the first time. Goes on trying. */
  open(): Promise<void>;
  /** Keeps so many connections from now on; where none are needed, it means nothing. */
  keep(connections: number): void;
  /** A call of the Web API failed: where nothing else would tell, Slack is asked whether it still takes us. */
  doubt(): void;
  /** Slack took a call of the Web API: it need not be asked for a while. */
  heard(): void;
  isUp(): boolean;
  /** What is wrong while it is down, as a sentence. */
  fault(): string | null;
  /** What is wrong with the requests that come as Slack's, as a sentence; null: nothing. */
  requestFault(): string | null;
  close(): Promise<void>;
}
