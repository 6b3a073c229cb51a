import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bodyOf } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';
import { text } from '../texts.ts';
import { readBody } from './body.ts';

const name = () => text(200).refine((value) => value.trim() !== '', 'must not be empty');

/** What a body of `POST /api/v1/deploys` may have. */
export const DeployBody = z.object({
  project: name(),
  release: name(),
  environment: name(),
  previous: name().nullish(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish(),
  status: text(100).nullish(),
});

/** What a pipeline says of a deploy that does not, or not yet, run. */
const NOT_LIVE = /^(?:pending|queued|start|in.?progress|running|fail|error|cancel)/i;

/**
 * `POST /api/v1/deploys`: a project was deployed. It ends the mutes that wait for that; the release itself is not kept, and
 * deploys are not verified yet.
 */
export function deploys(app: FastifyInstance, { act }: HttpDeps): void {
  app.post('/api/v1/deploys', async (request, reply) => {
    const { project, status } = readBody(DeployBody, bodyOf(request));
    if (!NOT_LIVE.test(status?.trim() ?? '')) {
      const actor = { type: 'api', name: 'API' } as const;
      await stored(act({ type: 'deployed', actor, project: project.trim() }));
    }
    return reply.code(202).send({ accepted: 1, rejected: [] });
  });
}
