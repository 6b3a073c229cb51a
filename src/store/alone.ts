import { hours, type Instant } from '../domain/time.ts';
import type { Lease, Member, Store } from './store.ts';

/** The part of a store that several processes agree by. */
export type Coordination = Pick<Store, 'claim' | 'release' | 'greet' | 'leave' | 'members'>;

const FORGOTTEN_AFTER = hours(1);

/** Of a store that one process alone can open, so that nothing of it needs to be durable. */
export function aloneCoordination(): Coordination {
  const leases = new Map<string, Lease>();
  const members = new Map<string, Member>();
  return {
    claim: async (name, holder, now, until) => {
      const lease = claimed(leases.get(name), holder, { now, until });
      leases.set(name, lease);
      return lease;
    },
    release: async (name, holder) => {
      const lease = leases.get(name);
      if (lease?.holder === holder) leases.set(name, { ...lease, until: 0 as Instant });
    },
    greet: async (member) => {
      members.set(member.id, member);
      for (const { id, seenAt } of members.values()) {
        if (seenAt < member.seenAt - FORGOTTEN_AFTER) members.delete(id);
      }
    },
    leave: async (id) => void members.delete(id),
    members: async (since) =>
      [...members.values()].filter(({ seenAt }) => seenAt >= since).sort(byStart),
  };
}

function claimed(
  lease: Lease | undefined,
  holder: string,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Lease {
  if (!lease) return { holder, until, token: 1 };
  if (lease.holder === holder) return { ...lease, until };
  return lease.until > now ? lease : { holder, until, token: lease.token + 1 };
}

function byStart(a: Member, b: Member): number {
  return a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
}
