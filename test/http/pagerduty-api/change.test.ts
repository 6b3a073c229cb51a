import { expect, it } from 'vitest';
import { source } from '../configured-world.ts';
import type { HttpWorld } from '../http-world.ts';
import { anEvent, doors, enqueue, incidents, timeline } from '../other-api.ts';

const KEY = 's'.repeat(32);
const { routing_key, payload } = anEvent();

const aChange = (service: string | undefined, change: Readonly<Record<string, unknown>> = {}) => ({
  routing_key,
  payload: {
    summary: 'Deployed checkout 1.4.2',
    source: 'builds.example.com',
    timestamp: '2026-02-10T14:00:00Z',
    custom_details: { service },
  },
  links: [{ href: 'https://builds.example.com/77', text: 'Build 77' }],
  ...change,
});

const changed = (world: HttpWorld, event: unknown) => enqueue(world, event, '/v2/change/enqueue');

const trigger = (key: string, service?: string) =>
  anEvent({ dedup_key: key, payload: { ...payload, custom_details: { service } } });

async function changes(world: HttpWorld, number: number): Promise<readonly unknown[]> {
  const entries: readonly { readonly kind: string }[] = await timeline(world, number);
  return entries.filter(({ kind }) => kind === 'changed');
}

it('a change stands on the timeline of open incidents of its service, and nowhere else', async () => {
  const world = doors();
  await enqueue(world, trigger('a', 'checkout'));
  await enqueue(world, trigger('b', 'search'));

  const answer = await changed(world, aChange('checkout'));

  expect(answer).toMatchObject({
    status: 202,
    body: { status: 'success', message: 'Change event processed' },
  });
  expect(await changes(world, 1)).toMatchObject([
    {
      actor: { type: 'api', name: 'builds.example.com' },
      details: { summary: 'Deployed checkout 1.4.2', url: 'https://builds.example.com/77' },
    },
  ]);
  expect(await changes(world, 2)).toEqual([]);
});

it('a change stays out of the thread', async () => {
  const world = doors();
  await enqueue(world, trigger('a', 'checkout'));

  await changed(world, aChange('checkout'));

  const incident = await world.store.incidentNumbered(1);
  const entries = await world.store.timeline(incident?.id ?? '', 0, 10);
  expect(entries.filter(({ what }) => what.kind === 'changed')).toMatchObject([{ thread: false }]);
  expect(incident?.cardRevision).toBe(1);
});

it.each([
  ['no link', undefined],
  ['an empty list of links', []],
  ['a link without an address', [{ text: 'Build 77' }]],
  ['a link that is no web address', [{ href: 'javascript:alert(1)' }]],
])('a change with %s stands there without one', async (_, links) => {
  const world = doors();
  await enqueue(world, trigger('a', 'checkout'));

  await changed(world, aChange('checkout', { links }));

  expect(await changes(world, 1)).toMatchObject([{ details: { url: null } }]);
});

it('a change without a service belongs to what came with its routing key', async () => {
  const world = doors(source({ name: 'shop', type: 'pagerduty', key: KEY }));
  await enqueue(world, trigger('a'));
  await enqueue(world, { ...trigger('b'), routing_key: KEY });

  await changed(world, aChange(undefined, { routing_key: KEY }));

  expect([(await changes(world, 1)).length, (await changes(world, 2)).length]).toEqual([0, 1]);
});

it('a change finds its incident among however many others', async () => {
  const world = doors(source({ name: 'shop', type: 'pagerduty', key: KEY }));
  await enqueue(world, { ...trigger('mine'), routing_key: KEY });
  for (let n = 0; n < 201; n += 1) await enqueue(world, trigger(`other-${n}`, 'search'));

  await changed(world, aChange(undefined, { routing_key: KEY }));

  expect(await changes(world, 1)).toHaveLength(1);
});

it('a change tells nobody: no incident, no alert, and nothing of what is resolved', async () => {
  const world = doors();
  await enqueue(world, trigger('a', 'checkout'));
  await world.ask({
    method: 'POST',
    url: '/api/v1/incidents/1/actions',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ action: 'resolve' }),
  });
  const taken = world.taken.length;

  await changed(world, aChange('checkout'));

  expect(world.taken).toHaveLength(taken);
  expect(await incidents(world)).toHaveLength(1);
  expect(await changes(world, 1)).toEqual([]);
});

it.each([
  ['without a key', aChange('a', { routing_key: '' }), ["'routing_key' cannot be blank"]],
  ['of a stranger', aChange('a', { routing_key: 'f'.repeat(32) }), ['Invalid routing key']],
  [
    'that says nothing',
    aChange('a', { payload: { source: 'x' } }),
    ["'payload.summary' is missing or blank"],
  ],
])('a change %s is refused', async (_, event, errors) => {
  const answer = await changed(doors(), event);

  expect(answer).toMatchObject({ status: 400, body: { status: 'invalid event', errors } });
});
