import type { FastifyRequest } from 'fastify';
import type { Release } from '../../domain/error-group.ts';
import type { Instant } from '../../domain/time.ts';
import { bodyOf } from '../body.ts';
import { HttpFault, stored } from '../faults.ts';
import { type Fields, fieldsOf, textAt } from '../json-fields.ts';
import type { IntakeDeps } from '../take-in.ts';
import { senderOf } from './sender.ts';

/** `POST /api/1/deploy/`: a revision is now in an environment. https://docs.rollbar.com/reference/post-deploy */
export async function deploy(deps: IntakeDeps, request: FastifyRequest) {
  const fields = fieldsOf(bodyOf(request));
  const { origin } = senderOf(deps, request);
  refuseIncomplete(fields);
  const now = deps.clock.now();
  if (!FAILED.has(textAt(fields, 'status'))) {
    const project = origin.project ?? origin.name;
    const actor = { type: 'api', name: whoIn(fields) || origin.name } as const;
    await stored(deps.act({ type: 'release', release: releaseOf(fields, project, now) }));
    await stored(deps.act({ type: 'deployed', actor, project }));
  }
  // Scripts look for a number, to say later how the deploy went.
  return { err: 0, data: { deploy_id: Math.floor(now / 1_000) } };
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'timed_out']);

function refuseIncomplete(fields: Fields): void {
  const missing = ['environment', 'revision'].filter((name) => textAt(fields, name) === '');
  if (missing.length === 0) return;
  const names = missing.map((name) => `"${name}"`).join(' and ');
  throw new HttpFault(422, 'invalid_deploy', `The deploy has no ${names}.`);
}

/** Names in Rollbar mean nothing here, but people know them. */
function whoIn(fields: Fields): string {
  return textAt(fields, 'local_username', 100) || textAt(fields, 'rollbar_username', 100);
}

const LONGEST = 200;

function releaseOf(fields: Fields, project: string, at: Instant): Release {
  const environment = textAt(fields, 'environment', LONGEST);
  const name = textAt(fields, 'comment', LONGEST);
  return {
    project,
    version: textAt(fields, 'revision', LONGEST),
    firstSeenAt: at,
    deploys: [{ environment, at, name, url: null }],
    commits: [],
    url: null,
  };
}
