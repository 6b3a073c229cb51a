import type { FastifyInstance } from 'fastify';
import { answerFault, faultFrom, HttpFault } from '../faults.ts';
import type { IntakeDeps } from '../take-in.ts';
import { alerts } from './alerts.ts';
import { alertmanagerFault } from './answers.ts';
import { groups } from './groups.ts';
import { probes } from './probes.ts';
import { receivers } from './receivers.ts';
import { silences } from './silences.ts';
import { status } from './status.ts';

/** Alertmanager's API v2, so that its clients (Prometheus, amtool, Grafana, karma) work unchanged. */
export function alertmanagerApi(app: FastifyInstance, deps: IntakeDeps): void {
  app.setErrorHandler((error, _, reply) =>
    answerFault(reply, faultFrom(error), alertmanagerFault, deps.log),
  );
  probes(app, deps);
  app.all('/api/v1/alerts', async () => {
    throw new HttpFault(410, 'gone', V1_IS_GONE);
  });
  app.register((scope, _, done) => {
    scope.addHook('onRequest', async (request) => deps.senders.apiGuard(request));
    for (const resource of [alerts, groups, silences, receivers, status]) resource(scope, deps);
    done();
  });
}

const V1_IS_GONE =
  'The Alertmanager v1 API was removed in version 0.27; please use the same route under /api/v2.';
