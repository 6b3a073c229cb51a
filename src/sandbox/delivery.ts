import type { Json } from './block-kit/checks.ts';
import type { RequestLog } from './request-log.ts';

/** Something that Slack tells the bot. */
export interface Delivery {
  readonly type: 'events_api' | 'interactive' | 'slash_commands';
  /** For people: the event, the kind of interaction, the command. */
  readonly name: string;
  readonly payload: Json;
  /** Set when this is not the first attempt. */
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** What became of a delivery. */
export type Ack =
  | { readonly acked: true; readonly payload: unknown }
  | {
      readonly acked: false;
      readonly reason: string;
      readonly mayRetry: boolean;
      /** There was nobody to tell. */
      readonly away?: boolean;
    };

/** A way to the bot: Socket Mode or signed HTTP requests. */
export interface BotLink {
  /** Never throws: a bot that is away is an `Ack` that says so. */
  deliver(delivery: Delivery): Promise<Ack>;
  isConnected(): boolean;
  close(): Promise<void>;
}

/** The same link, with every delivery in the log. */
export function logged(link: BotLink, log: RequestLog, changed: () => void): BotLink {
  return {
    isConnected: () => link.isConnected(),
    close: () => link.close(),
    deliver: async (delivery) => {
      const { name, payload } = delivery;
      const request = log.add({ direction: 'from-slack', name, body: payload });
      const ack = await link.deliver(delivery);
      request.outcome = ack.acked ? 'ack' : ack.reason;
      request.answer = ack.acked ? ack.payload : null;
      changed();
      return ack;
    },
  };
}
