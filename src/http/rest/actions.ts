import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Outcome } from '../../domain/decision.ts';
import type { Incident } from '../../domain/incident.ts';
import { bodyOf } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';
import { ActionBody, actFrom } from './acts.ts';
import { readBody } from './body.ts';
import { findIncident } from './incidents.ts';
import { withSlack } from './json.ts';
import { refusalFault } from './refusals.ts';

/** `POST /api/v1/incidents/:number/actions`: what the buttons do; answers the incident. */
export function incidentActions(app: FastifyInstance, deps: HttpDeps): void {
  app.post('/api/v1/incidents/:number/actions', async (request) => perform(deps, request));
}

async function perform(deps: HttpDeps, request: FastifyRequest) {
  const body = readBody(ActionBody, bodyOf(request));
  const incident = await findIncident(deps, request);
  const { number } = incident;
  const act = await actFrom(body, { incident, now: deps.clock.now(), person: deps.person });
  const actor = { type: 'api', name: body.actor?.trim() || 'API' } as const;
  const outcome = await stored(deps.act({ type: 'incident', number, actor, act }));
  return withSlack(deps, incidentOf(outcome, number));
}

function incidentOf(outcome: Outcome, number: number): Incident {
  if (outcome.type === 'done') return outcome.incident;
  if (outcome.type === 'refused') throw refusalFault(outcome.refusal, outcome.incident, number);
  throw new Error(`A command about an incident had the outcome "${outcome.type}".`);
}
