import type { FastifyInstance } from 'fastify';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { explain } from '../../engine/why/explain.ts';
import { evidenceOn } from '../../flow/evidence.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';
import { rfc3339 } from '../times.ts';
import { findIncident } from './incidents.ts';

/** `GET /api/v1/incidents/:number/why`: the decision trace in plain words. */
export function why(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/incidents/:number/why', async (request) => {
    const incident = await findIncident(deps, request);
    const evidence = await stored(evidenceOn(incident, deps));
    return { incident: incident.number, lines: explain(evidence).map(lineJson) };
  });
}

function lineJson({ parts, reason }: TraceLine) {
  return { text: parts.map(partText).join(''), reason };
}

function partText(part: TracePart): string {
  if (typeof part === 'string') return part;
  return 'code' in part ? part.code : rfc3339(part.at);
}
