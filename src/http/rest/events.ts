import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LEVELS } from '../../domain/error-event.ts';
import type { ErrorSample } from '../../domain/error-group.ts';
import { sampleJson } from '../../error-json.ts';
import type { ErrorSampleQuery } from '../../store/store.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpFault, stored } from '../faults.ts';
import { cursorBehindSample, samplePositionOf } from './positions.ts';
import { limitOf, momentOf, oneOf, type Query, queryOf, textOf } from './query.ts';

/** A route with the id of one error group or event in its path. */
export interface OfOne {
  readonly Params: { readonly id: string };
}

/** `GET /api/v1/events`: events of errors that are kept, as a list or as JSON lines; and one of them. */
export function events(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/api/v1/events', async (request, reply) => {
    const query = queryOf(request);
    if (wantsLines(request, query)) return streamLines(deps, query, reply);
    return eventPage(deps, query, {});
  });
  app.get<OfOne>('/api/v1/events/:id', async ({ params }) =>
    sampleJson(await findSample(deps, params.id)),
  );
}

/** A page of events, the newest first. */
export async function eventPage(deps: HttpDeps, query: Query, of: Pick<ErrorSampleQuery, 'group'>) {
  const limit = limitOf(query);
  const asked = { ...sampleQuery(query, deps), ...of };
  const found = await stored(deps.store.errorSamples({ ...asked, limit: limit + 1 }));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    events: page.map(sampleJson),
    next_cursor: last ? cursorBehindSample(last) : null,
  };
}

function sampleQuery(query: Query, { clock }: HttpDeps): Omit<ErrorSampleQuery, 'limit'> {
  const level = oneOf(query, 'level', LEVELS);
  const since = momentOf(query, 'since', clock.now());
  const before = momentOf(query, 'before', clock.now());
  const after = samplePositionOf(query);
  return {
    ...textOf(query, 'project', 'project'),
    ...textOf(query, 'environment', 'environment'),
    ...textOf(query, 'release', 'release'),
    ...textOf(query, 'user', 'user'),
    ...textOf(query, 'q', 'text'),
    ...(level && { level }),
    ...(since !== undefined && { since }),
    ...(before !== undefined && { before }),
    ...(after && { after }),
  };
}

const LINES = 'application/x-ndjson';

/** https://github.com/ndjson/ndjson-spec. */
function wantsLines({ headers }: FastifyRequest, query: Query): boolean {
  const format = oneOf(query, 'format', ['json', 'jsonl']);
  if (format !== undefined) return format === 'jsonl';
  return headers.accept?.includes(LINES) ?? false;
}

/** Little enough for the memory, and much enough to be quick. */
const AT_ONCE = 200;

/** All that match, a line each; without `limit` no end but theirs. */
async function streamLines(deps: HttpDeps, query: Query, reply: FastifyReply) {
  const asked = sampleQuery(query, deps);
  const limit = query['limit'] === undefined ? Number.POSITIVE_INFINITY : limitOf(query);
  // What the store cannot read now is still answered with a fault.
  const first = await stored(deps.store.errorSamples({ ...asked, limit: AT_ONCE }));
  reply.header('content-type', LINES);
  return reply.send(Readable.from(lines(deps, asked, { first, limit })));
}

async function* lines(
  { store }: HttpDeps,
  asked: Omit<ErrorSampleQuery, 'limit'>,
  { first, limit }: { readonly first: readonly ErrorSample[]; readonly limit: number },
): AsyncGenerator<string> {
  let page = first;
  for (let left = limit; left > 0; left -= page.length) {
    for (const sample of page.slice(0, left)) yield `${JSON.stringify(sampleJson(sample))}\n`;
    const after = page.length < AT_ONCE ? undefined : page.at(-1);
    if (!after) return;
    page = await store.errorSamples({ ...asked, after, limit: AT_ONCE });
  }
}

async function findSample({ store }: HttpDeps, id: string): Promise<ErrorSample> {
  // As an SDK prints it, and as a UUID with hyphens.
  const sample = await stored(store.errorSample(id.replaceAll('-', '').toLowerCase()));
  if (sample) return sample;
  const message = `The event ${id.slice(0, 100)} is not kept: of each group the newest ones are.`;
  throw new HttpFault(404, 'unknown_event', message);
}
