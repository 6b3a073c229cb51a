import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.ts';
import { type Instant, minutes, plus } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { HttpFault } from './faults.ts';

/** What the doors say to whom they do not know, each in its product's way. */
const STRANGE: readonly string[] = ['unauthorized', 'forbidden', 'unknown_key'];
/** A door is told of once in so long. */
const ONCE_IN = minutes(1);
/** Strangers choose the numbers in paths: past so many, all of a kind of door count as one. */
const MOST = 50;

interface Seen {
  toldAt: Instant;
  /** Refused since it was told. */
  requests: number;
}

/** Says in the log that a door refuses requests for want of a right key: many SDKs keep that to themselves. */
export function noteStrangers(
  app: FastifyInstance,
  { clock, log }: { readonly clock: Pick<Clock, 'now'>; readonly log: Log },
): void {
  const seen = new Map<string, Seen>();
  app.addHook('onError', async (request, _, error) => {
    if (!(error instanceof HttpFault && STRANGE.includes(error.code))) return;
    const now = clock.now();
    forgetOld(seen, now);
    const path = doorOf(request, seen);
    const door = seen.get(path);
    if (door && now < plus(door.toldAt, ONCE_IN)) {
      door.requests += 1;
      return;
    }
    seen.set(path, { toldAt: now, requests: 0 });
    const requests = (door?.requests ?? 0) + 1;
    log.warn({ path, requests, from: request.ip }, 'refused requests: nobody has their key');
  });
}

/** What was told, and was still since. */
function forgetOld(seen: Map<string, Seen>, now: Instant): void {
  for (const [path, { toldAt, requests }] of seen) {
    const isOld = now >= plus(toldAt, ONCE_IN);
    if (isOld && requests === 0) seen.delete(path);
  }
}

/** Which source or project it is for; ids of anything else in a path do not matter. */
function doorOf({ routeOptions, params }: FastifyRequest, seen: ReadonlyMap<string, Seen>): string {
  const route = routeOptions.url ?? '';
  // The parameters of these routes are texts.
  const { source, project } = params as Readonly<Record<string, string | undefined>>;
  const door = route
    .replace(/:project(\([^)]*\))?/, project ?? '')
    .replace(/:source$/, source ?? '');
  return seen.has(door) || seen.size < MOST ? door : route;
}
