import type { FastifyInstance } from 'fastify';
import { COMPATIBLE_VERSION } from './alertmanager-api/status.ts';
import type { HttpDeps } from './deps.ts';

/** What operators and their machines ask; no key is needed. */
export function operations(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const fault = await storeFault(deps);
    const { outdated, ...process } = deps.processState();
    const state = { slack: deps.slackState(), ...process, config: outdated ?? 'ok' };
    if (fault === null) return { status: 'ready', store: 'ok', ...state };
    return reply.code(503).send({ status: 'not ready', store: fault, ...state });
  });
  app.get('/metrics', async (_, reply) => {
    await Promise.all([setState(deps), setQueue(deps)]);
    const { leader, members, outdated } = deps.processState();
    deps.metrics.setProcess({ leader, members, isOutdated: outdated !== null });
    reply.header('content-type', deps.metrics.contentType);
    return (await deps.metrics.text()) + BUILD_INFO;
  });
}

/** What karma looks for to tell which Alertmanager it talks to. */
const BUILD_INFO = `# HELP alertmanager_build_info The Alertmanager whose API this one speaks.
# TYPE alertmanager_build_info gauge
alertmanager_build_info{version="${COMPATIBLE_VERSION}"} 1
`;

/** Why nothing could be stored now, as a sentence; null: it could. */
export async function storeFault({ store, log }: HttpDeps): Promise<string | null> {
  try {
    await store.check();
    return null;
  } catch (error) {
    log.warn({ error }, 'store cannot save');
    return error instanceof Error ? error.message : 'The store cannot save.';
  }
}

/** Metrics are of use, and then most of all, also when the store does not answer. */
async function setState({ store, metrics, log }: HttpDeps): Promise<void> {
  try {
    metrics.setState(await store.counts());
  } catch (error) {
    log.warn({ error }, 'store cannot count');
  }
}

async function setQueue({ queueDepth, metrics, log }: HttpDeps): Promise<void> {
  try {
    metrics.setQueue(await queueDepth());
  } catch (error) {
    metrics.setQueue(null);
    log.warn({ error }, 'queue cannot count');
  }
}
