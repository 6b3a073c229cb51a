import type { FastifyInstance } from 'fastify';
import type { Route } from '../../domain/policy.ts';
import type { HttpDeps } from '../deps.ts';
import { rfc3339 } from '../times.ts';

/** The version of Alertmanager whose behaviour was compared with ours; clients ask for it. */
export const COMPATIBLE_VERSION = '0.25.0';

/** `GET /api/v2/status`, the first thing that amtool asks. */
export function status(app: FastifyInstance, { clock, policy }: HttpDeps): void {
  const uptime = rfc3339(clock.now());
  app.get('/api/v2/status', async () => ({
    cluster: { name: 'quell', status: 'ready', peers: [] },
    config: { original: configOf(policy().route) },
    uptime,
    versionInfo: {
      branch: 'HEAD',
      buildDate: '',
      buildUser: 'quell',
      goVersion: '',
      revision: '',
      version: COMPATIBLE_VERSION,
    },
  }));
}

/** The route as Alertmanager's configuration; a JSON string is a valid YAML one. */
function configOf(route: Route): string {
  const receiver = JSON.stringify(route.channel);
  return `global:
  resolve_timeout: 5m
route:
  receiver: ${receiver}
  group_by: [${route.groupBy.map((name) => JSON.stringify(name)).join(', ')}]
  group_wait: 0s
receivers:
- name: ${receiver}
`;
}
