import { type Duration, type Instant, later, plus } from '../domain/time.ts';
import {
  close,
  freeAt,
  LIMITS,
  type Purpose,
  type Spent,
  spend,
  UNSPENT,
} from '../engine/delivery/budget.ts';
import type { Step } from '../engine/delivery/plan.ts';
import { backoff } from '../engine/delivery/progress.ts';

/** What a step spends; what only moves on costs nothing. */
function purposeOf(step: Step): Purpose | null {
  if (step.kind === 'settle' || step.kind === 'give-up') return null;
  return step.kind === 'search' || step.kind === 'recheck' ? 'history' : step.kind;
}

/** What may be asked of Slack now: by purpose and channel, and not while a channel, or all of Slack, has trouble. */
export class Budgets {
  readonly #spent = new Map<string, Spent>();
  readonly #trouble = new Map<string, { readonly failures: number; readonly until: Instant }>();

  /** When the step may be done; in the past, or now, means at once. */
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

  spend(step: Step, channel: string, now: Instant): void {
    const purpose = purposeOf(step);
    if (purpose === null) return;
    this.#spent.set(
      keyOf(purpose, channel),
      spend(this.#of(purpose, channel), LIMITS[purpose], now),
    );
  }

  /** Slack said 429 to this step. */
  close(step: Step, channel: string, until: Instant): void {
    const purpose = purposeOf(step);
    if (purpose === null) return;
    this.#spent.set(keyOf(purpose, channel), close(this.#of(purpose, channel), until));
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
    return later(own, this.#trouble.get(ALL)?.until ?? now);
  }

  #of(purpose: Purpose, channel: string): Spent {
    return this.#spent.get(keyOf(purpose, channel)) ?? UNSPENT;
  }
}

const ALL = '';

/** Posts are limited by channel; updates and look-ups by workspace. */
function keyOf(purpose: Purpose, channel: string): string {
  return purpose === 'post' ? `post:${channel}` : purpose;
}

/** How long Slack wants to be left alone, where it doesn't say. */
export const RETRY_AFTER_UNSAID = 5_000 as Duration;
