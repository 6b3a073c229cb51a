import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/sources/json.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';
import { settingsOf } from './support.ts';

const { policy } = settingsOf(readFileSync('examples/quell.yml', 'utf8'));

/** What somebody posts to /hooks/json. */
async function post(world: DecideWorld, entry: object): Promise<void> {
  const origin = { name: 'json', resolveTimeout: null };
  await world.receive(...json.parse({ title: 'Checkout fails', ...entry }, origin).alerts);
}

describe('examples/quell.yml', () => {
  it('tells of an error that is posted ten times within five minutes', async () => {
    const world = await aConfiguredWorld(policy);
    const error = { labels: { exception_type: 'Timeout' } };
    for (let times = 0; times < 9; times++) await post(world, error);
    expect(await world.incident()).toMatchObject({ toldAt: null, withheld: 'below-threshold' });

    await post(world, error);

    expect(await world.incident()).toMatchObject({ toldAt: world.now, channel: '#errors' });
  });

  it('does not tell of ten within a longer time', async () => {
    const world = await aConfiguredWorld(policy);
    for (let times = 0; times < 10; times++) {
      await post(world, { labels: { exception_type: 'Timeout' }, dedup_key: 'timeout' });
      await world.advance('40s');
    }

    expect((await world.incident()).withheld).toBe('below-threshold');
  });

  it('tells of an error at the checkout once it struck five users', async () => {
    const world = await aConfiguredWorld(policy);
    const labels = { exception_type: 'Timeout', service: 'checkout' };
    for (const user of ['ann', 'ann', 2, 3, 4, null]) await post(world, { labels, user });
    expect((await world.incident()).withheld).toBe('below-threshold');

    await post(world, { labels, user: 'bob' });

    expect(await world.incident()).toMatchObject({ toldAt: world.now, channel: '#incidents' });
  });
});
