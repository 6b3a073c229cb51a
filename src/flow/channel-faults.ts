import type { Log } from '../log.ts';
import { DeliveryFailed, type Notifier } from './notifier.ts';

/** What telling about a channel needs. */
export interface FaultDeps {
  readonly notifier: Notifier;
  readonly log: Log;
  /** Where people are told about channels that cannot be told anything. */
  readonly defaultChannel: () => string;
}

const ARCHIVED = 'the channel is archived. Unarchive it, or name another in the configuration';

const REMEDIES: Readonly<Record<string, string>> = {
  channel_not_found:
    'there is no such channel that Quell can see. Make it, or invite Quell if it is private',
  is_archived: ARCHIVED,
  is_inactive: ARCHIVED,
  not_in_channel: 'Quell is not a member. Write /invite @Quell there',
};

/** Tells the default channel, once a fault, that another one cannot be delivered to. */
export class ChannelFaults {
  readonly #deps: FaultDeps;
  readonly #told = new Set<string>();

  constructor(deps: FaultDeps) {
    this.#deps = deps;
  }

  /** A channel cannot be delivered to, in Slack's word. */
  async tell(channel: string, code: string): Promise<void> {
    const home = this.#deps.defaultChannel();
    if (this.#told.has(channel) || channel === home) return;
    this.#told.add(channel);
    const remedy = REMEDIES[code] ?? `Slack answers "${code}"`;
    const text = `${channel} gets no cards: ${remedy}. What waits is delivered by itself after that.`;
    if (!(await this.#post(home, text, `fault:${channel}:${code}`))) this.#told.delete(channel);
  }

  /** The channel can be delivered to. */
  mended(channel: string): void {
    this.#told.delete(channel);
  }

  async #post(home: string, text: string, key: string): Promise<boolean> {
    const { notifier, log } = this.#deps;
    try {
      const channelId = await notifier.channelId(home);
      await notifier.post({ channelId, threadTs: null }, { slot: 'sentence', text }, key);
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      log.error({ text, code: error.code }, 'a channel fault could not be told');
      return false;
    }
  }
}
