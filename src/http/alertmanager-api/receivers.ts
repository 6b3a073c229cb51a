import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../deps.ts';

/** `GET /api/v2/receivers`: the channels that routes lead to. */
export function receivers(app: FastifyInstance, { policy }: HttpDeps): void {
  app.get('/api/v2/receivers', async () => [{ name: policy().route.channel }]);
}
