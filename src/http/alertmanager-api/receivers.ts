import type { FastifyInstance } from 'fastify';
import type { Policy } from '../../domain/policy.ts';
import { everyRoute } from '../../engine/route.ts';
import type { HttpDeps } from '../deps.ts';

/** `GET /api/v2/receivers`: the channels that routes lead to. */
export function receivers(app: FastifyInstance, { policy }: HttpDeps): void {
  app.get('/api/v2/receivers', async () => receiversOf(policy()));
}

/** Each channel once, as Alertmanager's receiver. */
export function receiversOf({ route }: Policy): readonly { readonly name: string }[] {
  const channels = new Set(everyRoute(route).map(({ channel }) => channel));
  return [...channels].map((name) => ({ name }));
}
