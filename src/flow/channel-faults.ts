import type { Clock } from '../clock.ts';
import { hours, type Instant, instant, later, plus } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { DeliveryFailed, type Notifier, type Place } from './notifier.ts';

/** What telling about a channel needs. */
export interface FaultDeps {
  readonly notifier: Notifier;
  readonly log: Log;
  readonly clock: Clock;
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

/** What another process told so long ago, or less, needs not be told again. */
const TOLD_FOR = hours(1);

/** Tells the default channel, once a fault, that another one cannot be delivered to. */
export class ChannelFaults {
  readonly #deps: FaultDeps;
  readonly #told = new Set<string>();
  /** When the log last said what to do about a channel. */
  readonly #logged = new Map<string, Instant>();
  /** When a channel was last delivered to. */
  readonly #well = new Map<string, Instant>();

  constructor(deps: FaultDeps) {
    this.#deps = deps;
  }

  /** A channel cannot be delivered to, in Slack's word. */
  async tell(channel: string, code: string): Promise<void> {
    const home = this.#deps.defaultChannel();
    const remedy = REMEDIES[code] ?? `Slack answers "${code}"`;
    this.#log(channel, channel === home ? `${remedy}. It is the default_channel` : remedy);
    if (this.#told.has(channel) || channel === home) return;
    this.#told.add(channel);
    const text = `${channel} gets no cards: ${remedy}. What waits is delivered by itself after that.`;
    const message = { text, key: `fault:${channel}:${code}`, since: this.#since(channel) };
    if (!(await this.#post(home, message))) this.#told.delete(channel);
  }

  /** The channel can be delivered to. */
  mended(channel: string): void {
    this.#told.delete(channel);
    this.#logged.delete(channel);
    this.#well.set(channel, this.#deps.clock.now());
  }

  /** Also of the default channel, which cannot be told anything itself; once an hour, since it is tried again and again. */
  #log(channel: string, fault: string): void {
    const { clock, log } = this.#deps;
    const [now, before] = [clock.now(), this.#logged.get(channel)];
    if (before !== undefined && now < plus(before, TOLD_FOR)) return;
    this.#logged.set(channel, now);
    log.warn({ channel, fault }, 'a channel gets no cards');
  }

  #since(channel: string): Instant {
    const longAgo = instant(this.#deps.clock.now() - TOLD_FOR);
    return later(longAgo, this.#well.get(channel) ?? longAgo);
  }

  async #post(home: string, { text, key, since }: Sentence): Promise<boolean> {
    const { notifier, log } = this.#deps;
    try {
      const place = { channelId: await notifier.channelId(home), threadTs: null };
      if (await this.#stands(place, key, since)) return true;
      await notifier.post(place, { slot: 'sentence', text }, key);
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      log.error({ text, code: error.code }, 'a channel fault could not be told');
      return false;
    }
  }

  /** Whether another process told it. Where history cannot be read, it is told once more. */
  async #stands(place: Place, key: string, since: Instant): Promise<boolean> {
    try {
      return (await this.#deps.notifier.find(place, key, since)).length > 0;
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      return false;
    }
  }
}

interface Sentence {
  readonly text: string;
  readonly key: string;
  /** Told before, it counts no more. */
  readonly since: Instant;
}
