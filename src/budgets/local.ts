import type { Instant } from '../domain/time.ts';
import {
  close,
  freeAt,
  type Limit,
  type Spent,
  spend,
  UNSPENT,
} from '../engine/delivery/budget.ts';
import type { Ledger, Taken } from './ledger.ts';

/** What one process alone spends: it is forgotten when the process ends. */
export function localLedger(): Ledger {
  const entries = new Map<string, Spent>();
  const of = (key: string) => entries.get(key) ?? UNSPENT;
  const spendWhere = (isFree: boolean, { key, limit, now }: Asked): Taken => {
    if (isFree) entries.set(key, spend(of(key), limit, now));
    return { granted: isFree, spent: of(key) };
  };
  return {
    async take(key, limit, now) {
      return spendWhere(freeAt(of(key), limit) <= now, { key, limit, now });
    },
    async force(key, limit, now) {
      return spendWhere(of(key).closedUntil <= now, { key, limit, now });
    },
    async close(key, until) {
      const spent = close(of(key), until);
      entries.set(key, spent);
      return spent;
    },
  };
}

interface Asked {
  readonly key: string;
  readonly limit: Limit;
  readonly now: Instant;
}
