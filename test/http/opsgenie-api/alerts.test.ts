import { describe, expect, it } from 'vitest';
import { minutes } from '../../../src/domain/time.ts';
import { source } from '../configured-world.ts';
import type { HttpWorld } from '../http-world.ts';
import { doors, genie, incidents, timeline } from '../other-api.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ALERT = {
  message: 'Payments fail',
  alias: 'payments/errors',
  priority: 'P1',
  description: '12 % are refused',
};
const ALIAS = `/v2/alerts/${encodeURIComponent(ALERT.alias)}`;
const byAlias = (rest = '') => `${ALIAS}${rest}?identifierType=alias`;
const KEY = 'genie-key-0123456789';
const shop = source({ name: 'shop', type: 'opsgenie', key: KEY });

async function created(world: HttpWorld, alert: unknown = ALERT) {
  const answer = await genie(world, ['POST', '/v2/alerts'], alert);
  const { body } = await genie(world, ['GET', `/v2/alerts/requests/${answer.body.requestId}`]);
  return { answer, status: body.data };
}

/** What a request is answered, and what its status says then. */
async function processed(
  world: HttpWorld,
  asked: readonly ['POST' | 'PUT' | 'DELETE', string],
  body?: unknown,
) {
  const answer = await genie(world, asked, body);
  expect(answer).toMatchObject({
    status: 202,
    body: { result: 'Request will be processed', took: expect.any(Number) },
  });
  const status = await genie(world, ['GET', `/v2/alerts/requests/${answer.body.requestId}`]);
  return status.body.data;
}

describe('creating an alert', () => {
  it('opens an incident, and its request can be followed to the alert', async () => {
    const world = doors();

    const { answer, status } = await created(world);

    expect(answer).toEqual({
      status: 202,
      body: {
        result: 'Request will be processed',
        took: expect.any(Number),
        requestId: expect.stringMatching(UUID),
      },
    });
    expect(status).toEqual({
      success: true,
      isSuccess: true,
      action: 'Create',
      processedAt: '2026-02-10T14:02:00.000Z',
      integrationId: 'opsgenie',
      status: 'Created alert',
      alertId: expect.any(String),
      alias: ALERT.alias,
    });
    expect(await incidents(world)).toMatchObject([
      { title: 'Payments fail', severity: 'critical', source: 'opsgenie' },
    ]);
  });

  it('of an alias that is open counts there; of another, or without one, is another', async () => {
    const world = doors();
    await created(world);
    await created(world);
    await created(world, { ...ALERT, alias: 'other' });
    await created(world, { ...ALERT, alias: undefined });
    await created(world, { ...ALERT, alias: '' });

    const all: readonly { occurrence_count: number }[] = await incidents(world);
    expect(all.map(({ occurrence_count }) => occurrence_count)).toEqual([1, 1, 1, 2]);
  });

  it.each([
    ['a body without a message', { alias: 'x' }, 422],
    ['an empty message', { message: '' }, 422],
    ['a list', [ALERT], 400],
    ['no body', undefined, 400],
  ])('refuses %s', async (_, body, status) => {
    const world = doors();

    const answer = await genie(world, ['POST', '/v2/alerts'], body);

    expect(answer).toMatchObject({
      status,
      body: {
        message: expect.any(String),
        took: expect.any(Number),
        requestId: expect.any(String),
      },
    });
    if (status === 422) expect(answer.body.errors.message).toEqual(expect.any(String));
    expect(world.taken).toEqual([]);
  });

  it('is refused over the rate of its source', async () => {
    const world = doors({ ...shop, rate: { count: 1, per: minutes(1) } });
    await genie(world, ['POST', '/v2/alerts'], ALERT, KEY);

    expect(await genie(world, ['POST', '/v2/alerts'], ALERT, KEY)).toMatchObject({
      status: 429,
      body: { message: expect.stringContaining('may send 1 alert a minute') },
    });
  });
});

describe('the key', () => {
  it.each([
    ['a stranger', 'wrong'],
    ['nobody', ''],
  ])('of %s opens nothing', async (_, key) => {
    for (const asked of [
      ['POST', '/v2/alerts'],
      ['GET', byAlias()],
      ['GET', '/v2/alerts/requests/x'],
    ] as const) {
      expect(await genie(doors(), asked, undefined, key)).toMatchObject({
        status: 401,
        body: { message: 'Could not authenticate' },
      });
    }
  });

  it('tells whose alert it is, and no other key reaches it', async () => {
    const world = doors(shop);
    await genie(world, ['POST', '/v2/alerts'], ALERT, KEY);

    expect(await incidents(world)).toMatchObject([{ source: 'shop' }]);
    expect((await genie(world, ['GET', byAlias()])).status).toBe(404);
    expect((await genie(world, ['GET', '/v2/alerts/1?identifierType=tiny'])).status).toBe(404);
    await genie(world, ['POST', '/v2/alerts/1/close?identifierType=tiny'], { user: 'ann' });
    expect(await incidents(world)).toMatchObject([{ status: 'triggered' }]);
  });
});

describe('an alert', () => {
  it('is shown by its id, its tiny id and its alias', async () => {
    const world = doors();
    const { status } = await created(world, { ...ALERT, tags: ['env:test', 'night'] });
    const shown = await genie(world, ['GET', `/v2/alerts/${status.alertId}`]);

    expect(shown).toMatchObject({
      status: 200,
      body: {
        took: expect.any(Number),
        requestId: expect.stringMatching(UUID),
        data: {
          id: status.alertId,
          tinyId: '1',
          alias: ALERT.alias,
          message: 'Payments fail',
          description: '12 % are refused',
          status: 'open',
          acknowledged: false,
          count: 1,
          priority: 'P1',
          tags: ['night'],
          createdAt: '2026-02-10T14:02:00.000Z',
          details: { env: 'test' },
        },
      },
    });
    for (const url of [
      '/v2/alerts/1?identifierType=tiny',
      byAlias(),
      `${ALIAS}/?identifierType=alias`,
    ]) {
      expect((await genie(world, ['GET', url])).body.data).toEqual(shown.body.data);
    }
  });

  it.each([
    '/v2/alerts/none',
    '/v2/alerts/none?identifierType=alias',
    '/v2/alerts/9?identifierType=tiny',
    '/v2/alerts/x?identifierType=tiny',
    '/v2/alerts/requests/none',
    '/v2/alerts/requests/00000000-0000-4000-8000-000000000000',
  ])('that is unknown is not found: %s', async (url) => {
    expect(await genie(doors(), ['GET', url])).toMatchObject({
      status: 404,
      body: { message: expect.any(String), requestId: expect.stringMatching(UUID) },
    });
  });

  it('is not looked for by anything else', async () => {
    const answer = await genie(doors(), ['GET', '/v2/alerts/1?identifierType=name']);

    expect(answer).toMatchObject({
      status: 422,
      body: { errors: { identifierType: expect.any(String) } },
    });
  });
});

describe('what is asked of an alert', () => {
  it('acknowledge is told in the name of its user, with a note', async () => {
    const world = doors();
    await created(world);

    const status = await processed(world, ['POST', byAlias('/acknowledge')], {
      user: 'ann',
      note: 'On it',
    });

    expect(status).toMatchObject({ action: 'Acknowledge', isSuccess: true, alias: ALERT.alias });
    expect(await incidents(world)).toMatchObject([{ status: 'acknowledged' }]);
    expect((await timeline(world)).slice(-2)).toMatchObject([
      { kind: 'acknowledged', actor: { type: 'api', name: 'ann' } },
      { kind: 'note', details: { text: 'On it' } },
    ]);
    expect((await genie(world, ['GET', byAlias()])).body.data.acknowledged).toBe(true);
    expect(await processed(world, ['POST', byAlias('/acknowledge')])).toMatchObject({
      isSuccess: false,
      status: 'The alert is in that state already',
    });
    await processed(world, ['POST', byAlias('/unacknowledge/')]);
    expect(await incidents(world)).toMatchObject([{ status: 'triggered' }]);
  });

  it('a note stands on the timeline, and needs words', async () => {
    const world = doors();
    await created(world);

    await processed(world, ['POST', byAlias('/notes')], {
      note: 'Seen <!channel>',
      source: 'cron',
    });

    expect((await timeline(world)).at(-1)).toMatchObject({
      kind: 'note',
      actor: { name: 'cron' },
      details: { text: 'Seen <!channel>' },
    });
    expect((await genie(world, ['POST', byAlias('/notes')], {})).status).toBe(422);
  });

  it.each([
    ['by a monitor ends the alert', { source: 'http://alertmanager' }, 'triggered'],
    ['without a body ends the alert', undefined, 'triggered'],
    ['by somebody is the end of the incident', { user: 'ann', note: 'Fixed' }, 'resolved'],
  ])('close %s', async (_, body, status) => {
    const world = doors();
    const { alertId } = (await created(world)).status;

    expect(await processed(world, ['POST', byAlias('/close')], body)).toMatchObject({
      action: 'Close',
      isSuccess: true,
    });

    expect(await incidents(world)).toMatchObject([{ status, firing_count: 0 }]);
    expect((await genie(world, ['GET', `/v2/alerts/${alertId}`])).body.data.status).toBe('closed');
    expect((await genie(world, ['GET', byAlias()])).status).toBe(404);
  });

  it.each([
    ['POST', '/close'],
    ['DELETE', ''],
  ] as const)('%s %s is found in the audit by what ended', async (method, path) => {
    const world = doors();
    await created(world);

    await processed(world, [method, byAlias(path)], undefined);

    const recorded = await world.store.audit({ limit: 10 });
    const titles = recorded.map(({ alert }) => alert?.content.title);
    expect(titles).toEqual([ALERT.message, ALERT.message]);
  });

  it('delete is the end of the incident', async () => {
    const world = doors();
    await created(world);

    expect(await processed(world, ['DELETE', byAlias()])).toMatchObject({ action: 'Delete' });
    expect(await incidents(world)).toMatchObject([{ status: 'resolved', firing_count: 0 }]);
  });

  it('another message and description are said, and the same again count nothing', async () => {
    const world = doors();
    await created(world);

    await processed(world, ['PUT', byAlias('/message')], { message: 'Payments fail again' });
    await processed(world, ['PUT', byAlias('/description')], { description: '14 %' });
    const before = await incidents(world);
    await processed(world, ['PUT', byAlias('/message')], {
      message: '[FIRING:1] Payments fail again',
    });
    await processed(world, ['PUT', byAlias('/description')], { description: ' 14 %' });

    expect(await incidents(world)).toEqual(before);
    expect(before).toMatchObject([{ description: '14 %' }]);
    expect((await genie(world, ['GET', byAlias()])).body.data).toMatchObject({
      message: 'Payments fail again',
      description: '14 %',
      alias: ALERT.alias,
    });
    expect(await timeline(world)).toContainEqual(
      expect.objectContaining({ details: { text: 'New message: Payments fail again' } }),
    );
  });

  it.each<readonly ['POST' | 'PUT' | 'DELETE', string, unknown]>([
    ['POST', '/acknowledge', {}],
    ['POST', '/close', {}],
    ['POST', '/notes', { note: 'x' }],
    ['PUT', '/message', { message: 'x' }],
    ['PUT', '/description', { description: 'x' }],
    ['DELETE', '', undefined],
  ])(
    '%s %s of what is unknown is accepted, and said to have failed',
    async (method, path, body) => {
      const world = doors();

      expect(await processed(world, [method, byAlias(path)], body)).toMatchObject({
        success: false,
        isSuccess: false,
        status: 'Alert does not exist',
        alertId: '',
        alias: '',
      });
      expect(await incidents(world)).toEqual([]);
    },
  );
});
