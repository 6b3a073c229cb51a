import type { FastifyInstance } from 'fastify';
import { guard } from '../authenticate.ts';
import type { HttpDeps } from '../deps.ts';
import { incidentActions } from './actions.ts';
import { audit } from './audit.ts';
import { deploys } from './deploys.ts';
import { errors } from './errors.ts';
import { events } from './events.ts';
import { incidents } from './incidents.ts';
import { openapi } from './openapi.ts';
import { refuseUnknownParameters } from './parameters.ts';
import { releases } from './releases.ts';
import { silences } from './silences.ts';
import { stats } from './stats.ts';
import { why } from './why.ts';

/** Our own API, for the dashboard and scripts. */
export function restApi(app: FastifyInstance, deps: HttpDeps): void {
  const check = guard([deps.keys.apiToken], ['bearer'], 'API token');
  app.addHook('onRequest', async (request) => check(request));
  refuseUnknownParameters(app);
  incidents(app, deps);
  incidentActions(app, deps);
  why(app, deps);
  silences(app, deps);
  deploys(app, deps);
  errors(app, deps);
  events(app, deps);
  releases(app, deps);
  audit(app, deps);
  stats(app, deps);
  openapi(app);
}
