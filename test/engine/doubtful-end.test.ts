import { describe, expect, it } from 'vitest';
import { aWorld } from '../support/decide-world.ts';

describe('an end that speaks of something bad', () => {
  it('ends what fires', async () => {
    const world = aWorld();
    await world.fire();

    await world.fire({ status: 'resolved', elseFires: true });

    expect(await world.alert()).toMatchObject({ status: 'resolved' });
  });

  it('fires where nothing is known that it could end', async () => {
    const world = aWorld();

    const reason = await world.fire({
      status: 'resolved',
      endsAt: world.ago('1m'),
      elseFires: true,
    });

    expect(reason).toBe('opened');
    expect(await world.alert()).toMatchObject({ status: 'firing', endsAt: null });
  });

  it('is nothing new where it was over already', async () => {
    const world = aWorld();
    await world.fire();
    await world.fire({ status: 'resolved' });

    expect(await world.fire({ status: 'resolved', elseFires: true })).toBe('not-firing');
  });
});

it('an end without doubt that ends nothing stays one', async () => {
  const world = aWorld();

  expect(await world.fire({ status: 'resolved' })).toBe('not-firing');
});
