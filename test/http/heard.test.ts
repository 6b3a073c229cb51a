import { describe, expect, it } from 'vitest';
import { source } from './configured-world.ts';
import { HttpWorld, json } from './http-world.ts';
import { anEvent, doors, enqueue, genie } from './other-api.ts';

type Send = (world: HttpWorld) => Promise<unknown>;

const ALERTS = [{ labels: { alertname: 'DiskFull' } }];
const posted = (url: string, body: unknown) => (world: HttpWorld) =>
  world.send({ method: 'POST', url, ...json(body) });

describe('whatever comes from a source is looked at for its habit', () => {
  it.each<readonly [string, Send, string]>([
    ['at its webhook', (world) => world.hook('json', { title: 'Disk is full' }), 'json'],
    ['under its configured name', (world) => world.hook('nightly', { title: 'x' }), 'nightly'],
    [
      'where nothing of what it sends can be taken',
      (world) => world.hook('json', [{ labels: {} }]),
      'json',
    ],
    ["at Alertmanager's API", posted('/api/v2/alerts', ALERTS), 'alertmanager'],
    ['by an empty list there', posted('/api/v2/alerts', []), 'alertmanager'],
    ["at PagerDuty's API", (world) => enqueue(world, anEvent()), 'pagerduty'],
    [
      "at Opsgenie's API",
      (world) => genie(world, ['POST', '/v2/alerts'], { message: 'x' }),
      'opsgenie',
    ],
  ])('%s', async (_, send, name) => {
    const world = doors(source({ name: 'nightly', type: 'json' }));

    await send(world);

    expect(world.heard).toEqual([name]);
  });

  it.each<readonly [string, Send]>([
    [
      'a stranger',
      (world) =>
        world.app.inject({
          method: 'POST',
          url: '/hooks/json',
          ...json({ title: 'Disk is full' }),
        }),
    ],
    ['nobody that there is', (world) => world.hook('unknown', {})],
    ['whoever only looks', (world) => world.send({ url: '/api/v2/alerts' })],
  ])('not by %s', async (_, send) => {
    const world = new HttpWorld();

    await send(world);

    expect(world.heard).toEqual([]);
  });
});
