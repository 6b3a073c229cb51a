import { describe, expect, it } from 'vitest';
import { envelope, send, titles, withShop } from './sdk-client.ts';

const ID = 'a3441960f7ae450bb65a2411dd876b9c';
const world = () => withShop();

describe('a job that checks in', () => {
  const checkIn = (status: string, change: object = {}) =>
    envelope([['check_in', { monitor_slug: 'nightly', status, ...change }]]);

  it('fires when it failed, and is over when it ran well', async () => {
    const doors = world();

    await send(doors, { body: checkIn('error', { duration: 12.345 }) });
    await send(doors, { body: checkIn('ok', { duration: 0.001 }) });

    expect(doors.taken.flat()).toMatchObject([
      {
        status: 'firing',
        dedupKey: 'check-in/nightly/production',
        content: {
          title: 'Job nightly failed',
          description: 'It ran for 12 s.',
          severity: 'error',
          labels: { service: 'shop', env: 'production', monitor: 'nightly', check_in: 'yes' },
        },
      },
      { status: 'resolved', dedupKey: 'check-in/nightly/production' },
    ]);
    const incident = await doors.ask({ url: '/api/v1/incidents/1' });
    expect(incident.json()).toMatchObject({ firing_count: 0 });
  });

  it('says nothing when it begins', async () => {
    const doors = world();

    const { statusCode } = await send(doors, { body: checkIn('in_progress') });

    expect(statusCode).toBe(200);
    expect(titles(doors)).toEqual([]);
  });

  it.each([
    ['timeout', 'Job nightly took too long'],
    ['missed', 'Job nightly did not run'],
  ])('fires when it tells of a %s', async (status, title) => {
    const doors = world();

    await send(doors, { body: checkIn(status) });

    expect(titles(doors)).toEqual([title]);
  });

  it('is another one in each environment', async () => {
    const doors = world();

    await send(doors, { body: checkIn('error', { environment: 'staging' }) });

    expect(doors.taken.flat()[0]?.dedupKey).toBe('check-in/nightly/staging');
  });

  it('makes no loud card where people are not told of errors', async () => {
    const doors = world();

    const withheld = async () =>
      (await doors.ask({ url: '/api/v1/incidents/1' })).json<{ withheld: unknown }>().withheld;

    await send(doors, { body: checkIn('error', { environment: 'staging' }) });
    expect(await withheld()).toBe('below-threshold');
    await send(doors, { body: checkIn('error') });
    expect(await withheld()).toBeNull();
  });

  it('must say how it went', async () => {
    const { statusCode, payload } = await send(world(), { body: checkIn('great') });

    expect(statusCode).toBe(400);
    expect(JSON.parse(payload).detail).toContain('in_progress, ok or error');
  });
});

describe('what a user wrote about an error', () => {
  const event = ['event', { event_id: ID, message: 'it broke' }] as const;
  const words = 'I could not pay. My password=geheim.';
  const old = [
    'user_report',
    { event_id: ID, name: 'Jane', email: 'jane@example.com', comments: words },
  ] as const;
  const context = { message: words, name: 'Jane', contact_email: 'jane@example.com' };
  const feedback = [
    'feedback',
    { contexts: { feedback: { ...context, associated_event_id: ID } } },
  ] as const;
  const TEXT = 'Jane (j…@example.com): I could not pay. My password=[removed]';

  it.each([
    ['an old SDK', old],
    ['a new SDK', feedback],
  ])('by %s stands on the timeline of its incident', async (_, item) => {
    const doors = world();

    await send(doors, { body: envelope([event, item]) });

    const incident = await doors.store.incidentNumbered(1);
    const entries = await doors.store.timeline(incident?.id ?? '', 0, 10);
    expect(entries).toContainEqual(
      expect.objectContaining({
        what: { kind: 'feedback', text: TEXT },
        actor: { type: 'source', name: 'shop' },
      }),
    );
  });

  it('that nobody knows is kept in the log', async () => {
    const doors = world();

    const { statusCode } = await send(doors, { body: envelope([feedback]) });

    expect(statusCode).toBe(200);
    expect(doors.commands).toEqual([]);
    expect(doors.logged).toContainEqual({
      level: 'info',
      fields: { project: 'shop', event: ID, text: TEXT },
      text: 'feedback about no event that is kept',
    });
  });

  it('must have words', async () => {
    const { statusCode } = await send(world(), {
      body: envelope([['user_report', { event_id: ID }]]),
    });

    expect(statusCode).toBe(400);
  });
});

describe('what is not taken in', () => {
  it.each(['/api/abc/envelope/', '/api/7/security/', '/api/7/minidump/'])(
    'is nothing that is here, whatever stands in it: %s',
    async (path) => {
      const { statusCode, payload } = await send(world(), { path, body: 'MDMP' });

      expect(statusCode).toBe(404);
      expect(payload).toContain('There is nothing at');
    },
  );

  it('is an item that is too large', async () => {
    const body = envelope([['event', { message: 'a'.repeat(1024 * 1024) }]]);

    const { statusCode, payload } = await send(world(), { body });

    expect(statusCode).toBe(413);
    expect(payload).toContain('larger than 1 MiB');
  });
});
