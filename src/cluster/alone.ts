import type { Cluster, ConfigRead, Self, Standing } from './cluster.ts';

/** What a process says of itself that shares its store with nobody. */
interface AloneDeps {
  readonly self: Self;
  readonly config: () => ConfigRead;
  readonly now: () => Self['startedAt'];
}

/** Of a process that shares its store with nobody: it does everything, and nobody need be asked. */
export function aloneCluster({ self, config, now }: AloneDeps): Cluster {
  const standing = (): Standing => ({
    leads: true,
    token: 1,
    mode: 'direct',
    ledger: 'direct',
    directSince: self.startedAt,
    queue: 'none',
    members: [memberOf(self, config(), now())],
    sockets: 2,
    outdated: null,
  });
  return {
    id: self.id,
    standing,
    onChange: () => () => {},
    start: async () => {},
    stop: async () => {},
  };
}

function memberOf(self: Self, { version, at }: ConfigRead, now: Self['startedAt']) {
  const { version: program, ...rest } = self;
  return {
    ...rest,
    version: program,
    config: version,
    configAt: at,
    queue: 'none',
    seenAt: now,
  } as const;
}
