import type { Cluster, Standing } from '../../../src/cluster/cluster.ts';
import { NOW } from './views.ts';

/** A cluster that stands as the test says. */
export interface SetCluster extends Cluster {
  stand(how: Partial<Standing>): void;
}

/** At first it is one that runs no jobs. */
export function setCluster(): SetCluster {
  const listeners = new Set<() => void>();
  let standing: Standing = {
    leads: false,
    token: null,
    mode: 'idle',
    ledger: null,
    directSince: null,
    queue: 'away',
    members: [],
    sockets: 0,
    outdated: null,
  };
  return {
    id: 'me',
    standing: () => standing,
    stand(how) {
      standing = { ...standing, ...how };
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {},
    stop: async () => {},
  };
}

/** What a leader is while nobody has the shared queue. */
export const DIRECT = {
  leads: true,
  token: 1,
  mode: 'direct',
  ledger: 'direct',
  directSince: NOW,
} as const satisfies Partial<Standing>;

/** What a process is that has the shared queue. */
export const SHARED = {
  mode: 'shared',
  ledger: 'shared',
  directSince: null,
  queue: 'well',
} as const satisfies Partial<Standing>;
