import { createServer, type RequestListener } from 'node:http';
import Fastify, { type FastifyInstance, type FastifyServerFactory } from 'fastify';
import { alertmanagerApi } from './alertmanager-api/index.ts';
import { readBodiesAsJson } from './body.ts';
import { BODY_LIMIT } from './decompress.ts';
import { answerFault, faultFrom, ourFault } from './faults.ts';
import { front } from './front.ts';
import { operations } from './operations.ts';
import { opsgenieApi } from './opsgenie-api/index.ts';
import { pagerdutyApi } from './pagerduty-api/index.ts';
import { restApi } from './rest/index.ts';
import { rollbarApi } from './rollbar-api/index.ts';
import { refuseUnknownPaths, turnAway } from './routes.ts';
import { sentryApi } from './sentry-api/index.ts';
import { noteStrangers } from './strangers.ts';
import type { IntakeDeps } from './take-in.ts';
import { noteUnstored } from './unstored.ts';
import { webhooks } from './webhooks.ts';

/** What is around the server. */
export interface ServerOptions {
  /** Proxies whose forwarding headers are believed. */
  readonly trustProxy: readonly string[];
  /** Listeners that take whole requests of a path before anything reads them, such as Bolt's of `/slack/events`. */
  readonly listeners: Readonly<Record<string, RequestListener>>;
  /** Whether alerts and requests are taken in; else only operators and their machines are answered. */
  readonly hasDoors: boolean;
}

/** Longer than proxies keep connections, so that they never use one that we just closed. */
const KEEP_ALIVE_MS = 75_000;
const REQUEST_MS = 30_000;
/** Opsgenie's aliases, which stand in paths, have up to 512 characters before they are encoded. */
const PARAMETER_MAX = 2_000;

/** All doors as one server, not listening yet; closing it lets requests that run end. */
export function buildServer(deps: IntakeDeps, options: ServerOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    trustProxy: options.trustProxy.length > 0 && [...options.trustProxy],
    serverFactory: serverWith(options.listeners),
    routerOptions: { maxParamLength: PARAMETER_MAX },
    frameworkErrors: (error, _, reply) => answerFault(reply, faultFrom(error), ourFault, deps.log),
  });
  readBodiesAsJson(app);
  endConnectionsWhileClosing(app);
  refuseUnknownPaths(app);
  noteStrangers(app, deps);
  noteUnstored(app, deps);
  app.setErrorHandler((error, _, reply) =>
    answerFault(reply, faultFrom(error), ourFault, deps.log),
  );
  operations(app, deps);
  if (options.hasDoors) openDoors(app, deps);
  else turnAway(app);
  return app;
}

/** All that needs a key, and the words at the address itself. */
function openDoors(app: FastifyInstance, deps: IntakeDeps): void {
  front(app);
  webhooks(app, deps);
  for (const api of [alertmanagerApi, restApi, pagerdutyApi, opsgenieApi, rollbarApi, sentryApi]) {
    app.register((scope, _, done) => {
      api(scope, deps);
      done();
    });
  }
}

/** A connection that has a request in hand when we stop ends with its answer; else it would be kept for the next one. */
function endConnectionsWhileClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

function serverWith(listeners: ServerOptions['listeners']): FastifyServerFactory {
  return (handler) =>
    createServer(
      { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS },
      (request, reply) => {
        const path = request.url?.split('?', 1)[0] ?? '';
        const listener = Object.hasOwn(listeners, path) ? listeners[path] : undefined;
        if (listener) listener(request, reply);
        else handler(request, reply);
      },
    );
}
