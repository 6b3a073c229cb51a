import fc from 'fast-check';
import { expect, it } from 'vitest';
import { INGEST_KEY } from './http-world.ts';
import { doors, enqueue, genie } from './other-api.ts';

const words = fc.oneof(
  fc.constantFrom('trigger', 'resolve', 'acknowledge', 'critical', '', '{{ x }}', '\ud800', 'a\0b'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const names = fc.constantFrom(
  'event_action',
  'dedup_key',
  'payload',
  'summary',
  'source',
  'severity',
  'custom_details',
  'links',
  'client',
  'message',
  'alias',
  'details',
  'tags',
  'note',
  'user',
  '__proto__',
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 8 }).map(Object.fromEntries),
  ),
}));
/** Bodies that get past the first look. */
const body = fc
  .tuple(value, fc.constantFrom('trigger', 'resolve', 'acknowledge'), words)
  .map(([fields, event_action, dedup_key]) => ({
    routing_key: INGEST_KEY,
    event_action,
    dedup_key,
    payload: { summary: 'A', source: 'b', severity: 'info', custom_details: fields },
    ...(typeof fields === 'object' && fields !== null && !Array.isArray(fields) && fields),
  }));
const anything = fc.oneof(value, body);

it('PagerDuty: any JSON is an event, or one that is not well', async () => {
  const world = doors();

  await fc.assert(
    fc.asyncProperty(
      anything,
      fc.constantFrom('/v2/enqueue', '/v2/change/enqueue'),
      async (sent, path) => {
        const answer = await enqueue(world, sent, path);

        expect([202, 400]).toContain(answer.status);
        expect(answer.body.status).toBe(answer.status === 202 ? 'success' : 'invalid event');
      },
    ),
  );
});

it('Opsgenie: any JSON is a request, or one that is not well', async () => {
  const world = doors();
  const asked = fc.oneof(
    fc.constant(['POST', '/v2/alerts'] as const),
    fc
      .tuple(
        fc.constantFrom('close', 'acknowledge', 'unacknowledge', 'notes'),
        fc.constantFrom('id', 'tiny', 'alias'),
        words,
      )
      .map(([verb, type, id]) => {
        const identifier = encodeURIComponent(id.toWellFormed() || 'x');
        return ['POST', `/v2/alerts/${identifier}/${verb}?identifierType=${type}`] as const;
      }),
  );

  await fc.assert(
    fc.asyncProperty(asked, anything, async (request, sent) => {
      const answer = await genie(world, request, sent);

      expect([202, 400, 422]).toContain(answer.status);
      expect(answer.body.requestId).toEqual(expect.any(String));
    }),
  );
});
