import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** The keys of a Quell under test. */
export const KEYS = { ingest: 'ingest-key-0123456789', apiToken: 'api-token-0123456789' } as const;

/** Posts a body through the door of a source. */
export function post(
  server: FastifyInstance,
  source: string,
  body: object,
): Promise<LightMyRequestResponse> {
  const headers = { authorization: `Bearer ${KEYS.ingest}` };
  return server.inject({ method: 'POST', url: `/hooks/${source}`, headers, payload: body });
}

/** A request to the REST API. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object | undefined;
}

/** Calls the REST API. */
export function callApi(
  server: FastifyInstance,
  { method, path, body }: ApiCall,
): Promise<LightMyRequestResponse> {
  const headers = { authorization: `Bearer ${KEYS.apiToken}` };
  const url = `/api/v1${path}`;
  return server.inject({ method, url, headers, ...(body && { payload: body }) });
}
