import type { Instant } from '../domain/time.ts';
import type { Limit, Spent } from '../engine/delivery/budget.ts';

/** What taking from a budget came to. */
export interface Taken {
  readonly granted: boolean;
  /** As it stands now, the one that was taken included. */
  readonly spent: Spent;
}

/** The ledger cannot be asked now: whoever shares it may have spent everything. */
export class LedgerAway extends Error {
  constructor(cause?: unknown) {
    super('The shared record of what Slack was asked cannot be reached.', { cause });
    this.name = 'LedgerAway';
  }
}

/** What was spent of Slack's patience, by all who share it. Members: `local`, `redis`. */
export interface Ledger {
  /** Takes one of the budget `key`, where its limit allows that at `now`. Rejects with `LedgerAway`. */
  take(key: string, limit: Limit, now: Instant): Promise<Taken>;
  /** Takes one even where the limit does not allow it, unless Slack said to wait: a person is waiting. Rejects with `LedgerAway`. */
  force(key: string, limit: Limit, now: Instant): Promise<Taken>;
  /** Slack said: not before `until`. Rejects with `LedgerAway`. */
  close(key: string, until: Instant): Promise<Spent>;
}
