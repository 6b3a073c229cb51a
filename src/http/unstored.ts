import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { faultFrom, isOfStore } from './faults.ts';
import { seldom } from './seldom.ts';

/** Says in the log that requests get a 503 since the store does not answer: once a minute, with how many. */
export function noteUnstored(
  app: FastifyInstance,
  { clock, log }: Pick<HttpDeps, 'clock' | 'log'>,
): void {
  const telling = seldom(clock);
  app.addHook('onError', async (_, __, error) => {
    const fault = faultFrom(error);
    if (!isOfStore(fault)) return;
    const requests = telling.came('store');
    if (requests === null) return;
    log.warn(
      { requests, error: fault.cause },
      'refused requests: the store cannot save or read now',
    );
  });
}
