import { type Ledger, LedgerAway } from '../budgets/ledger.ts';
import type { Instant } from '../domain/time.ts';
import type { Limit } from '../engine/delivery/budget.ts';
import type { Cluster } from './cluster.ts';

/** What the record of Slack's budgets needs, of a process among others. */
export interface ClusterLedgerDeps {
  readonly cluster: Pick<Cluster, 'standing'>;
  /** The record that all share; null: there is none. */
  readonly shared: Ledger | null;
  /** A record of this process alone, empty. */
  readonly openLocal: () => Ledger;
}

/** The record that may be spent from now: the shared one; the leader's own while it runs all jobs; else none. */
export function clusterLedger({ cluster, shared, openLocal }: ClusterLedgerDeps): Ledger {
  let direct: { readonly since: Instant; readonly ledger: Ledger } | null = null;

  function current(): Ledger {
    const { ledger, directSince } = cluster.standing();
    if (ledger === 'shared' && shared) return shared;
    if (ledger !== 'direct' || directSince === null) throw new LedgerAway();
    if (direct?.since !== directSince) {
      direct = { since: directSince, ledger: begunSpent(openLocal(), directSince) };
    }
    return direct.ledger;
  }

  return {
    take: async (key, limit, now) => current().take(key, limit, now),
    force: async (key, limit, now) => current().force(key, limit, now),
    close: async (key, until) => current().close(key, until),
  };
}

/** Another may have spent everything the moment before, and nobody is left to ask. */
function begunSpent(ledger: Ledger, since: Instant): Ledger {
  const known = new Set<string>();

  async function spendWhole(key: string, limit: Limit): Promise<void> {
    if (known.has(key)) return;
    known.add(key);
    const whole = Array.from({ length: limit.burst }, () => ledger.force(key, limit, since));
    await Promise.all(whole);
  }

  return {
    async take(key, limit, now) {
      await spendWhole(key, limit);
      return ledger.take(key, limit, now);
    },
    async force(key, limit, now) {
      await spendWhole(key, limit);
      return ledger.force(key, limit, now);
    },
    close: (key, until) => ledger.close(key, until),
  };
}
