import { expect, it } from 'vitest';
import { details } from '../../../src/slack/blocks/details.ts';
import { unreadAlert } from '../../../src/sources/mapping/unread.ts';
import { surface } from '../../slack/blocks/models.ts';
import { aWorld, type DecideWorld } from '../../support/decide-world.ts';

const FAULT = 'title: Unable to cast value to a number: "backup".';

async function unread(world: DecideWorld, name: string, body: unknown, fault = FAULT) {
  const { content, ...alert } = unreadAlert(body, { name, resolveTimeout: null }, fault);
  const [outcome] = await world.receive({ ...alert, content });
  return outcome?.type === 'alert' ? outcome.reason : '';
}

it('what mappings of two sources cannot read are two incidents', async () => {
  const world = aWorld();

  expect(await unread(world, 'jobs', { job: 'a' })).toBe('opened');
  expect(await unread(world, 'reports', { job: 'a' })).toBe('opened');
});

it('another fault of the same source joins its incident, and the same one is told once', async () => {
  const world = aWorld();
  await unread(world, 'jobs', { job: 'a' });

  expect(await unread(world, 'jobs', { job: 'b' })).toBe('duplicate');
  expect(await unread(world, 'jobs', { name: 'b' }, 'title: It gives nothing.')).toBe('joined');
  expect((await world.incident()).firingCount).toBe(2);
});

it('the details in Slack show the fault and the shape', async () => {
  const world = aWorld();
  const body = { job: 'a', level: 5 };
  await unread(world, 'jobs', body);
  const { dedupKey = '' } = unreadAlert(body, { name: 'jobs', resolveTimeout: null }, FAULT);

  const { blocks } = details(
    await world.incident(),
    [await world.alert({ dedupKey, source: 'jobs' })],
    surface,
  );

  expect(JSON.stringify(blocks)).toContain(
    JSON.stringify(`${FAULT}\nThe body has the shape {"job": text, "level": number}`),
  );
});
