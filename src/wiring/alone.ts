import { localLedger } from '../budgets/local.ts';
import { aloneCluster } from '../cluster/alone.ts';
import { ROLES } from '../config/roles.ts';
import type { Parts, SharedParts } from './parts.ts';

/** Without others: all is done here, and remembered by nobody else. */
export function alone({ clock, settings }: Parts): SharedParts {
  const startedAt = clock.now();
  const self = { id: 'alone', host: 'localhost', version: '', roles: ROLES, startedAt };
  const config = () => ({ version: settings.current().policy.version, at: startedAt });
  return {
    cluster: aloneCluster({ self, config, now: clock.now }),
    ledger: localLedger(),
    roles: ROLES,
    queueDepth: async () => null,
  };
}
