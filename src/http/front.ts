import type { FastifyInstance } from 'fastify';

/** What stands at the address itself, for whoever opens it in a browser. No key is needed, and none is shown. */
export function front(app: FastifyInstance): void {
  app.get('/', async (_, reply) => reply.type('text/plain; charset=utf-8').send(TEXT));
}

const TEXT = `This is Quell. People meet it in Slack, or in the sandbox whose address the start banner shows.

Programs meet it here:

  POST /hooks/json             alerts as JSON
  POST /hooks/alertmanager     alerts as Alertmanager's webhook sends them
  POST /hooks/TYPE             the webhook of a tool by its name, such as grafana, github, cloudwatch, sentry
  POST /hooks/NAME             a source that the configuration gives this name
  POST /v2/enqueue             PagerDuty's Events API v2
  POST /v2/alerts              Opsgenie's Alert API
  /api/v2                      Alertmanager's API, for Prometheus, Grafana and amtool
  /api/v1/incidents            our REST API
  /healthz, /readyz, /metrics  how it is; no key needed

Which keys they need, and one curl line to try, is in the start banner and in README.md.
`;
