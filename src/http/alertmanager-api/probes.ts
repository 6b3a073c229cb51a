import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../deps.ts';
import { HttpFault } from '../faults.ts';
import { storeFault } from '../operations.ts';

/** Alertmanager's own probes; no key is needed. */
export function probes(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/-/healthy', async () => 'OK');
  app.get('/-/ready', async () => {
    const fault = await storeFault(deps);
    if (fault === null) return 'OK';
    throw new HttpFault(503, 'not_ready', fault);
  });
}
