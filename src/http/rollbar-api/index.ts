import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readHookBodies } from '../body.ts';
import { answerFault, faultFrom } from '../faults.ts';
import { countRefused, type IntakeDeps } from '../take-in.ts';
import { rateHeaders, rollbarFault } from './answers.ts';
import { deploy } from './deploy.ts';
import { item } from './item.ts';
import { readMultipart } from './multipart.ts';
import { nameOf, refuseStrangers } from './sender.ts';

type Handle = (deps: IntakeDeps, request: FastifyRequest) => Promise<unknown>;

/** The part of Rollbar's API that its notifiers and deploy scripts use: https://docs.rollbar.com/reference. */
export function rollbarApi(app: FastifyInstance, deps: IntakeDeps): void {
  readHookBodies(app, () => ({ check: null, alsoTakes: 'form' }));
  readMultipart(app);
  // Notifiers run in pages of any site, and are told there whether they were heard.
  app.addHook('onRequest', async (_, reply) => void reply.headers(FROM_PAGES));
  for (const [path, handle] of ROUTES) {
    app.options(path, async (_, reply) => reply.code(204).headers(BEFORE_PAGES).send());
    app.post(path, {
      onRequest: async (request) => refuseStrangers(deps, request),
      handler: async (request) => handle(deps, request),
      errorHandler: (error, request, reply) => refuse(deps, error, { request, reply }),
    });
  }
}

const ROUTES: readonly (readonly [string, Handle])[] = [
  ['/api/1/item', item],
  ['/api/1/item/', item],
  ['/api/1/deploy', deploy],
  ['/api/1/deploy/', deploy],
];

const FROM_PAGES = { 'access-control-allow-origin': '*' };
const BEFORE_PAGES = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'Content-Type, X-Rollbar-Access-Token',
  'access-control-max-age': '86400',
};

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function refuse(deps: IntakeDeps, error: unknown, { request, reply }: Exchange): void {
  const fault = faultFrom(error);
  countRefused(deps, nameOf(deps, request), fault);
  answerFault(reply.headers(rateHeaders(fault)), fault, rollbarFault, deps.log);
}
