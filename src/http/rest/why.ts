import type { FastifyInstance } from 'fastify';
import type { Incident } from '../../domain/incident.ts';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { explain } from '../../engine/why/explain.ts';
import type { HttpDeps } from '../deps.ts';
import { stored } from '../faults.ts';
import { rfc3339 } from '../times.ts';
import { findIncident } from './incidents.ts';

/** More than these nobody reads; the timeline has them all. */
const ALERTS_READ = 300;
const ENTRIES_READ = 1_000;

/** `GET /api/v1/incidents/:number/why`: the decision trace in plain words. */
export function why(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/incidents/:number/why', async (request) => {
    const incident = await findIncident(deps, request);
    const evidence = await stored(evidenceOn(incident, deps));
    return { incident: incident.number, lines: explain(evidence).map(lineJson) };
  });
}

type Evidence = Parameters<typeof explain>[0];

async function evidenceOn(incident: Incident, { store, policy }: HttpDeps): Promise<Evidence> {
  const { id, withheldBy } = incident;
  const [alerts, timeline, silences, storm] = await Promise.all([
    store.alertsOf(id, ALERTS_READ),
    store.timeline(id, 0, ENTRIES_READ),
    store.silences(),
    // Where something else withholds it, no storm has that id.
    withheldBy === null ? undefined : store.storm(withheldBy),
  ]);
  return { incident, alerts, timeline, silences, policy: policy(), storm: storm ?? null };
}

function lineJson({ parts, reason }: TraceLine) {
  return { text: parts.map(partText).join(''), reason };
}

function partText(part: TracePart): string {
  if (typeof part === 'string') return part;
  return 'code' in part ? part.code : rfc3339(part.at);
}
