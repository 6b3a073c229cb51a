import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../deps.ts';
import { rfc3339 } from '../times.ts';
import { alertmanagerConfig } from './config.ts';

/** The version of Alertmanager whose behaviour was compared with ours; clients ask for it. */
export const COMPATIBLE_VERSION = '0.25.0';

/** `GET /api/v2/status`, the first thing that amtool asks. */
export function status(app: FastifyInstance, { clock, policy }: HttpDeps): void {
  const uptime = rfc3339(clock.now());
  app.get('/api/v2/status', async () => ({
    cluster: { name: 'quell', status: 'ready', peers: [] },
    config: { original: alertmanagerConfig(policy()) },
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
