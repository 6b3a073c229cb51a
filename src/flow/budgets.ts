import { type Ledger, LedgerAway } from '../budgets/ledger.ts';
import { type Duration, type Instant, later, plus, seconds } from '../domain/time.ts';
import {
  close,
  freeAt,
  LIMITS,
  type Purpose,
  type Spent,
  UNSPENT,
} from '../engine/delivery/budget.ts';
import type { Step } from '../engine/delivery/plan.ts';
import { backoff } from '../engine/delivery/progress.ts';
import type { Log } from '../log.ts';

/** What a step spends; what only moves on costs nothing. */
function purposeOf(step: Step): Purpose | null {
  if (step.kind === 'settle' || step.kind === 'give-up') return null;
  return step.kind === 'search' || step.kind === 'recheck' ? 'history' : step.kind;
}

/** The ledger is asked again after this where it could not be. */
const ASKED_AGAIN = seconds(1);

/**
 * What may be asked of Slack now: by purpose and channel, and not while a channel, or all of Slack, has trouble. Plans go by
 * what is known here; the ledger, which all processes share, says whether a step may really be made.
 */
export class Budgets {
  readonly #ledger: Ledger;
  readonly #log: Log;
  readonly #spent = new Map<string, Spent>();
  readonly #trouble = new Map<string, { readonly failures: number; readonly until: Instant }>();
  #awayUntil: Instant | null = null;

  constructor(ledger: Ledger, log: Log) {
    this.#ledger = ledger;
    this.#log = log;
  }

  /** When the step may be done, as far as is known; in the past, or now, means at once. */
  freeAt(step: Step, channel: string, now: Instant): Instant {
    const purpose = purposeOf(step);
    if (purpose === null) return now;
    const free = freeAt(this.#of(purpose, channel), LIMITS[purpose]);
    return later(free, this.quietUntil(channel, now));
  }

  /** Whether Slack said to wait, or is in trouble: then not even a person's click is sent. */
  isClosed(step: Step, channel: string, now: Instant): boolean {
    const purpose = purposeOf(step);
    if (purpose === null) return false;
    return this.#of(purpose, channel).closedUntil > now || this.quietUntil(channel, now) > now;
  }

  /** Takes what the step costs; where a person waits, also more than the limit. False: it may not be made now. */
  async take(
    step: Step,
    channel: string,
    { now, isAwaited }: { readonly now: Instant; readonly isAwaited: boolean },
  ): Promise<boolean> {
    const purpose = purposeOf(step);
    if (purpose === null) return true;
    const key = keyOf(purpose, channel);
    const taken = await this.#ask(now, () =>
      isAwaited
        ? this.#ledger.force(key, LIMITS[purpose], now)
        : this.#ledger.take(key, LIMITS[purpose], now),
    );
    if (!taken) return false;
    this.#learn(key, taken.spent);
    return taken.granted;
  }

  /** Slack said 429 to this step. */
  async close(
    step: Step,
    channel: string,
    span: { readonly now: Instant; readonly until: Instant },
  ) {
    const purpose = purposeOf(step);
    if (purpose === null) return;
    const key = keyOf(purpose, channel);
    this.#spent.set(key, close(this.#of(purpose, channel), span.until));
    const spent = await this.#ask(span.now, () => this.#ledger.close(key, span.until));
    if (spent) this.#learn(key, spent);
  }

  /** Something is wrong with a channel, or with null with all of Slack: nothing is tried there for a while. How often in a row. */
  trouble(channel: string | null, now: Instant): number {
    const failures = (this.#trouble.get(channel ?? ALL)?.failures ?? 0) + 1;
    this.#trouble.set(channel ?? ALL, { failures, until: plus(now, backoff(failures)) });
    return failures;
  }

  /** Slack answered well. */
  well(channel: string): void {
    this.#trouble.delete(channel);
    this.#trouble.delete(ALL);
  }

  /** Until when nothing is tried in this channel. */
  quietUntil(channel: string, now: Instant): Instant {
    const own = this.#trouble.get(channel)?.until ?? now;
    const all = this.#trouble.get(ALL)?.until ?? now;
    return later(later(own, all), this.#awayUntil ?? now);
  }

  #of(purpose: Purpose, channel: string): Spent {
    return this.#spent.get(keyOf(purpose, channel)) ?? UNSPENT;
  }

  /** What Slack said stands, also where the ledger has forgotten it. */
  #learn(key: string, spent: Spent): void {
    this.#spent.set(key, close(spent, (this.#spent.get(key) ?? UNSPENT).closedUntil));
  }

  /** Null: the ledger cannot be asked, and nothing is sent until it can. */
  async #ask<T>(now: Instant, ask: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await ask();
      if (this.#awayUntil !== null) this.#log.info({}, 'the budgets that processes share are back');
      this.#awayUntil = null;
      return answer;
    } catch (error) {
      if (!(error instanceof LedgerAway)) throw error;
      if (this.#awayUntil === null) this.#log.warn({ error }, AWAY);
      this.#awayUntil = plus(now, ASKED_AGAIN);
      return null;
    }
  }
}

const AWAY =
  'the budgets that processes share cannot be reached: nothing is sent to Slack until they can';

const ALL = '';

/** Posts are limited by channel; updates and look-ups by workspace. */
function keyOf(purpose: Purpose, channel: string): string {
  return purpose === 'post' ? `post:${channel}` : purpose;
}

/** How long Slack wants to be left alone, where it doesn't say. */
export const RETRY_AFTER_UNSAID = 5_000 as Duration;
