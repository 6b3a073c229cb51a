import type { Clock } from '../clock.ts';
import { hours, type Instant, instant, later, minutes, plus } from '../domain/time.ts';
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

/** What waits is tried again at least once a minute: a fault that was not met for so long concerns nothing any more. */
const STANDS_FOR = minutes(2);

/** What keeps cards from people, as far as this process has tried. */
interface Standing {
  /** What Slack says against the token, as a sentence; null: nothing. */
  readonly token: string | null;
  /** A sentence for each channel that takes no cards. */
  readonly channels: readonly string[];
}

/** What is wrong, and when that was met last. */
interface Met {
  readonly fault: string;
  readonly at: Instant;
}

/** Tells the default channel, once a fault, that another one cannot be delivered to; and whoever asks, all that stand. */
export class ChannelFaults {
  readonly #deps: FaultDeps;
  readonly #told = new Set<string>();
  /** When the log last said what to do about a channel. */
  readonly #logged = new Map<string, Instant>();
  /** When a channel was last delivered to. */
  readonly #well = new Map<string, Instant>();
  readonly #channels = new Map<string, Met>();
  #token: Met | null = null;

  constructor(deps: FaultDeps) {
    this.#deps = deps;
  }

  /** A channel cannot be delivered to, in Slack's word. */
  async tell(channel: string, code: string): Promise<void> {
    const home = this.#deps.defaultChannel();
    const remedy = REMEDIES[code] ?? `Slack answers "${code}"`;
    this.#log(channel, this.#asItIs(channel, remedy));
    this.#channels.set(channel, { fault: remedy, at: this.#deps.clock.now() });
    if (this.#told.has(channel) || channel === home) return;
    this.#told.add(channel);
    const text = `${channel} gets no cards: ${remedy}. What waits is delivered by itself after that.`;
    const message = { text, key: `fault:${channel}:${code}`, since: this.#since(channel) };
    if (!(await this.#post(home, message))) this.#told.delete(channel);
  }

  /** Slack does not take the token, or not for what is to be done, in its word. */
  refused({ code, needed }: Pick<DeliveryFailed, 'code' | 'needed'>): void {
    const fault =
      needed === null
        ? `No cards are delivered: Slack answers "${code}" to the bot token. quell doctor says what is wrong with it, and what to do.`
        : `No cards are delivered: the bot token lacks the scope ${needed}. Reinstall the app with manifest.yml; quell doctor says how.`;
    this.#token = { fault, at: this.#deps.clock.now() };
  }

  /** What keeps cards from people now. */
  standing(): Standing {
    const now = this.#deps.clock.now();
    const stands = ({ at }: Met) => now < plus(at, STANDS_FOR);
    const channels = [...this.#channels]
      .filter(([, met]) => stands(met))
      .map(([channel, { fault }]) => faultOf(channel, this.#asItIs(channel, fault)));
    const token = this.#token && stands(this.#token) ? this.#token.fault : null;
    return { token, channels: channels.sort() };
  }

  /** Which channel is the default one may have changed since the fault was met. */
  #asItIs(channel: string, remedy: string): string {
    const isDefault = channel === this.#deps.defaultChannel();
    return isDefault ? `${remedy}. It is the default_channel` : remedy;
  }

  /** The channel can be delivered to. */
  mended(channel: string): void {
    this.#told.delete(channel);
    this.#logged.delete(channel);
    this.#channels.delete(channel);
    this.#token = null;
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
      if (await this.#isTold(place, key, since)) return true;
      await notifier.post(place, { slot: 'sentence', text }, key);
      return true;
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      log.error({ text, code: error.code }, 'a channel fault could not be told');
      return false;
    }
  }

  /** Whether another process told it. Where history cannot be read, it is told once more. */
  async #isTold(place: Place, key: string, since: Instant): Promise<boolean> {
    try {
      return (await this.#deps.notifier.find(place, key, since)).length > 0;
    } catch (error) {
      if (!(error instanceof DeliveryFailed)) throw error;
      return false;
    }
  }
}

const faultOf = (channel: string, why: string) => `${channel} gets no cards: ${why}.`;

interface Sentence {
  readonly text: string;
  readonly key: string;
  /** Told before, it counts no more. */
  readonly since: Instant;
}
