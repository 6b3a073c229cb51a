import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Release } from '../../domain/error-group.ts';
import type { Instant } from '../../domain/time.ts';
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

/** `POST /api/v1/deploys`: a project was deployed. The release is kept, and the mutes that wait for a deploy end. */
export function deploys(app: FastifyInstance, { act, clock }: HttpDeps): void {
  app.post('/api/v1/deploys', async (request, reply) => {
    const body = readBody(DeployBody, bodyOf(request));
    if (!NOT_LIVE.test(body.status?.trim() ?? '')) {
      const actor = { type: 'api', name: 'API' } as const;
      const release = releaseOf(body, clock.now());
      await stored(act({ type: 'release', release }));
      await stored(act({ type: 'deployed', actor, project: release.project }));
    }
    return reply.code(202).send({ accepted: 1, rejected: [] });
  });
}

function releaseOf(body: z.infer<typeof DeployBody>, at: Instant): Release {
  const url = body.url ?? null;
  return {
    project: body.project.trim(),
    version: body.release.trim(),
    firstSeenAt: at,
    deploys: [{ environment: body.environment.trim(), at, name: '', url }],
    commits: [],
    url: null,
  };
}
