import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { HttpFault } from './faults.ts';
import { ourKeyIn } from './our-keys.ts';
import { type Seldom, seldom } from './seldom.ts';

/** What the doors say to whom they do not know, each in its product's way. */
const STRANGE: readonly string[] = ['unauthorized', 'forbidden', 'unknown_key'];
/** Strangers choose the numbers in paths: past so many, all of a kind of door count as one. */
const MOST = 50;

type StrangersDeps = Pick<HttpDeps, 'clock' | 'log' | 'keys' | 'sources' | 'configured'>;

/** Says in the log that a door refuses requests for want of a right key: many SDKs keep that to themselves. */
export function noteStrangers(app: FastifyInstance, deps: StrangersDeps): void {
  const { clock, log } = deps;
  const telling = seldom(clock);
  app.addHook('onError', async (request, _, error) => {
    if (!(error instanceof HttpFault && STRANGE.includes(error.code))) return;
    const path = doorOf(request, telling);
    const requests = telling.came(path);
    if (requests === null) return;
    const fields = { path, requests, from: request.ip };
    const sent = ourKeyIn(request, deps);
    if (sent === null) return log.warn(fields, 'refused requests: nobody has their key');
    log.warn(
      { ...fields, sent, wanted: error.wanted },
      'refused requests: their key is one of ours, and another one is wanted there',
    );
  });
}

/** Which source or project it is for; ids of anything else in a path do not matter. */
function doorOf({ routeOptions, params }: FastifyRequest, telling: Seldom): string {
  const route = routeOptions.url ?? '';
  // The parameters of these routes are texts.
  const { source, project } = params as Readonly<Record<string, string | undefined>>;
  const door = route
    .replace(/:project(\([^)]*\))?/, project ?? '')
    .replace(/:source$/, source ?? '');
  return telling.has(door) || telling.count() < MOST ? door : route;
}
