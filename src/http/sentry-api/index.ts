import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readBodiesAsBytes } from '../body.ts';
import { BODY_LIMIT } from '../decompress.ts';
import { answerFault, faultFrom, type HttpFault, tooLarge } from '../faults.ts';
import type { Limited } from '../limiter.ts';
import { countRefused, type IntakeDeps } from '../take-in.ts';
import { BEFORE_PAGES, FROM_PAGES, faultHeaders, sentryFault } from './answers.ts';
import { type Arrival, envelope, projectIn, store } from './receive.ts';
import { releaseApi } from './releases.ts';
import { keyBefore, SENTRY_SDK, senderOf } from './sender.ts';

/** What Sentry's SDKs and `sentry-cli` speak, so that both work unchanged. */
export function sentryApi(app: FastifyInstance, deps: IntakeDeps): void {
  for (const part of [sdkDoors, releaseApi]) {
    app.register((scope, _, done) => {
      part(scope, deps);
      done();
    });
  }
}

type Handle = (deps: IntakeDeps, arrival: Arrival) => Promise<unknown>;

interface Door {
  readonly path: string;
  readonly handle: Handle;
  /** Whether the key must stand before the body. */
  readonly keyFirst: boolean;
  readonly limit: number;
}

const ENVELOPE_LIMIT = 20 * BODY_LIMIT;

const DOORS: readonly Door[] = [
  { path: 'envelope', handle: envelope, keyFirst: false, limit: ENVELOPE_LIMIT },
  { path: 'store', handle: store, keyFirst: true, limit: BODY_LIMIT },
];

/** `POST /api/:project/envelope/` and `/store/`: https://develop.sentry.dev/sdk/overview/. */
function sdkDoors(app: FastifyInstance, deps: IntakeDeps): void {
  readBodiesAsBytes(app, ({ routeOptions }) => routeOptions.bodyLimit ?? BODY_LIMIT);
  // SDKs run in pages of any site, and are told there whether they were heard.
  app.addHook('onRequest', async (_, reply) => void reply.headers(FROM_PAGES));
  for (const door of DOORS) {
    for (const end of ['', '/']) open(app, deps, { ...door, path: pathOf(door.path) + end });
  }
}

/** Projects are numbers, so that no other API's paths are taken for theirs. */
function pathOf(name: string): string {
  return `/api/:project(^\\d{1,20}$)/${name}`;
}

function open(app: FastifyInstance, deps: IntakeDeps, { path, handle, keyFirst, limit }: Door) {
  const senders = new WeakMap<FastifyRequest, Limited>();
  app.options(path, async (_, reply) => reply.code(204).headers(BEFORE_PAGES).send());
  app.post(path, {
    bodyLimit: limit,
    onRequest: async (request) => {
      const sender = senderBefore(deps, request, keyFirst);
      if (sender) senders.set(request, sender);
    },
    handler: async (request, reply) =>
      handle(deps, { request, reply, sender: senders.get(request) }),
    errorHandler: (error, request, reply) => {
      const fault = withLimit(faultFrom(error), limit);
      countRefused(deps, nameOf(deps, request), fault);
      answerFault(reply.headers(faultHeaders(fault)), fault, sentryFault, deps.log);
    },
  });
}

/** Whose it is, before the body is read: a stranger's is not worth the memory. Undefined: the key may stand in the body. */
function senderBefore(deps: IntakeDeps, request: FastifyRequest, keyFirst: boolean) {
  const key = keyBefore(request);
  if (!keyFirst && key === undefined) return undefined;
  return senderOf(deps, projectIn(request), key ?? '');
}

function withLimit(fault: HttpFault, limit: number): HttpFault {
  return fault.code === 'too_large' ? tooLarge(limit) : fault;
}

/** Under which name a refused request is counted. */
function nameOf({ configured }: IntakeDeps, request: FastifyRequest): string {
  const number = projectIn(request);
  const own = configured().find(({ type, project }) => type === SENTRY_SDK && project === number);
  return own?.name ?? SENTRY_SDK;
}
