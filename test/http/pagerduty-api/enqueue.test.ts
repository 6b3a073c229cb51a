import { describe, expect, it } from 'vitest';
import { minutes } from '../../../src/domain/time.ts';
import { source } from '../configured-world.ts';
import { anEvent, doors, enqueue, incidents, timeline } from '../other-api.ts';

describe('a trigger', () => {
  it('opens an incident, and is answered as by PagerDuty', async () => {
    const world = doors();

    const answer = await enqueue(world, anEvent());

    expect(answer).toMatchObject({
      status: 202,
      body: { status: 'success', message: 'Event processed', dedup_key: 'disk/db-01' },
    });
    expect(await incidents(world)).toMatchObject([
      { title: 'Disk is full on db-01', severity: 'critical', source: 'pagerduty' },
    ]);
  });

  it('of a key that is open already counts there', async () => {
    const world = doors();
    await enqueue(world, anEvent());
    await enqueue(world, anEvent({ payload: { ...anEvent().payload, summary: 'Still full' } }));

    expect(await incidents(world)).toMatchObject([{ alert_count: 1, occurrence_count: 2 }]);
  });

  it('of another key opens another incident, whatever the labels are', async () => {
    const world = doors();
    await enqueue(world, anEvent());
    await enqueue(world, anEvent({ dedup_key: 'another' }));

    expect(await incidents(world)).toHaveLength(2);
  });

  it.each([undefined, null, ''])('with the key %j gets one of its own', async (dedup_key) => {
    const world = doors();

    const [first, second] = [
      await enqueue(world, anEvent({ dedup_key })),
      await enqueue(world, anEvent({ dedup_key })),
    ];

    expect(first.body.dedup_key).not.toBe('');
    expect(first.body.dedup_key).not.toBe(second.body.dedup_key);
    expect(await incidents(world)).toHaveLength(2);
    await enqueue(world, { ...anEvent(first.body), event_action: 'acknowledge' });
    expect((await incidents(world)).map(({ status }: { status: string }) => status)).toEqual([
      'triggered',
      'acknowledged',
    ]);
  });

  it('is stored before it is answered', async () => {
    const world = doors();
    world.broken = new Error('disk full');

    const answer = await enqueue(world, anEvent());

    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body).toMatchObject({ status: 'internal error', errors: [expect.any(String)] });
  });
});

describe('an acknowledgement', () => {
  const acknowledge = (change = {}) =>
    anEvent({ event_action: 'acknowledge', payload: undefined, ...change });

  it('acknowledges the incident of its key, in the name of its client', async () => {
    const world = doors();
    await enqueue(world, anEvent());

    const answer = await enqueue(world, acknowledge({ client: 'Nightwatch' }));

    expect(answer).toMatchObject({ status: 202, body: { dedup_key: 'disk/db-01' } });
    expect(await incidents(world)).toMatchObject([{ status: 'acknowledged' }]);
    expect((await timeline(world)).at(-1)).toMatchObject({
      kind: 'acknowledged',
      actor: { type: 'api', name: 'Nightwatch' },
    });
  });

  it('a second time changes nothing', async () => {
    const world = doors();
    await enqueue(world, anEvent());
    await enqueue(world, acknowledge());
    const before = await timeline(world);

    expect((await enqueue(world, acknowledge())).status).toBe(202);
    expect(await timeline(world)).toEqual(before);
  });

  it('of what nobody triggered is answered well, and opens nothing', async () => {
    const world = doors();

    expect((await enqueue(world, acknowledge())).status).toBe(202);
    expect(await incidents(world)).toEqual([]);
  });

  it('does not reach what came with the key of another', async () => {
    const world = doors(source({ name: 'shop', type: 'pagerduty', key: 's'.repeat(32) }));
    await enqueue(world, anEvent());
    await enqueue(world, acknowledge({ routing_key: 's'.repeat(32) }));

    expect(await incidents(world)).toMatchObject([{ status: 'triggered' }]);
  });
});

describe('a resolve', () => {
  const resolve = anEvent({ event_action: 'resolve', payload: undefined });

  it('ends what its key triggered', async () => {
    const world = doors();
    await enqueue(world, anEvent());

    const answer = await enqueue(world, resolve);

    expect(answer).toMatchObject({ status: 202, body: { dedup_key: 'disk/db-01' } });
    expect(await incidents(world)).toMatchObject([{ firing_count: 0, alert_count: 1 }]);
  });

  it('of what nobody triggered is answered well, and opens nothing', async () => {
    const world = doors();

    expect((await enqueue(world, resolve)).status).toBe(202);
    expect(await incidents(world)).toEqual([]);
  });
});

describe('an event that PagerDuty would not take', () => {
  const { payload } = anEvent();

  it.each<readonly [string, unknown, readonly string[]]>([
    ['no routing key', anEvent({ routing_key: undefined }), ["'routing_key' cannot be blank"]],
    [
      'a routing key of another length',
      anEvent({ routing_key: 'short' }),
      ["Length of 'routing_key' is incorrect (should be 32 characters)"],
    ],
    ['an unknown key', anEvent({ routing_key: 'f'.repeat(32) }), ['Invalid routing key']],
    ['no action', anEvent({ event_action: '' }), ["'event_action' is missing or blank"]],
    [
      'an unknown action',
      anEvent({ event_action: 'escalate' }),
      [
        "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')",
      ],
    ],
    [
      'a payload without what it needs',
      anEvent({ payload: { summary: ' ' } }),
      ['summary', 'source', 'severity'].map((name) => `'payload.${name}' is missing or blank`),
    ],
    ['no payload', anEvent({ payload: undefined }), ["'payload' is missing or blank"]],
    [
      'another severity',
      anEvent({ payload: { ...payload, severity: 'page' } }),
      [expect.stringContaining("'payload.severity' is invalid (must be one of")],
    ],
    [
      'an acknowledgement of nothing',
      anEvent({ event_action: 'acknowledge', dedup_key: '' }),
      ["'dedup_key' is missing or blank"],
    ],
    [
      'a resolve of nothing',
      anEvent({ event_action: 'resolve', dedup_key: undefined }),
      ["'dedup_key' is missing or blank"],
    ],
    [
      'a key past all measure',
      anEvent({ dedup_key: 'k'.repeat(256) }),
      [expect.stringContaining("Length of 'dedup_key' is incorrect")],
    ],
    ['no object', [anEvent()], ['Event object format is unrecognized']],
  ])('%s', async (_, event, errors) => {
    const world = doors();

    const answer = await enqueue(world, event);

    expect(answer).toMatchObject({
      status: 400,
      body: { status: 'invalid event', message: 'Event object is invalid', errors },
    });
    expect(world.taken).toEqual([]);
  });

  it('is answered in the same words where it is no JSON', async () => {
    const answer = await doors().app.inject({
      method: 'POST',
      url: '/v2/enqueue',
      headers: { 'content-type': 'application/json' },
      payload: '{"routing_key"',
    });

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ status: 'invalid event', errors: [expect.any(String)] });
  });

  it('is counted', async () => {
    const world = doors();
    await enqueue(world, anEvent({ event_action: '' }));

    expect((await world.app.inject('/metrics')).body).toContain(
      'quell_alerts_rejected_total{source="pagerduty",reason="malformed"} 1',
    );
  });
});

describe('a configured source', () => {
  const key = 's'.repeat(32);
  const shop = source({ name: 'shop', type: 'pagerduty', key });

  it.each([
    ['its own key', [shop], key, 'shop'],
    ['the ingest key, where it has none', [{ ...shop, key: null }], anEvent().routing_key, 'shop'],
    ['no key but the ingest key', [shop], anEvent().routing_key, 'pagerduty'],
  ])('is meant by %s', async (_, configured, routing_key, name) => {
    const world = doors(...configured);
    await enqueue(world, anEvent({ routing_key }));

    expect(await incidents(world)).toMatchObject([{ source: name }]);
  });

  it('that sends too much is told so in words that clients know', async () => {
    const world = doors({ ...shop, rate: { count: 1, per: minutes(1) } });
    await enqueue(world, anEvent({ routing_key: key }));

    const answer = await enqueue(world, anEvent({ routing_key: key }));

    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
    expect(answer.body).toMatchObject({
      status: 'throttle exceeded',
      message: 'Requests for this service are arriving too quickly. Please retry later.',
      errors: [expect.stringContaining('"shop" may send 1 alert a minute')],
    });
  });
});
