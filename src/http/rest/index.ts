import type { FastifyInstance } from 'fastify';
import { guard } from '../authenticate.ts';
import type { HttpDeps } from '../deps.ts';
import { incidentActions } from './actions.ts';
import { incidents } from './incidents.ts';
import { silences } from './silences.ts';

/** Our own API, for the dashboard and scripts. */
export function restApi(app: FastifyInstance, deps: HttpDeps): void {
  const check = guard([deps.keys.apiToken], ['bearer']);
  app.addHook('onRequest', async (request) => check(request));
  incidents(app, deps);
  incidentActions(app, deps);
  silences(app, deps);
}
