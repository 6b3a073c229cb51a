import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../support/builders.ts';
import { aWorld, DecideWorld } from '../../support/decide-world.ts';
import { errorAlert, groupOf, raise, resolved } from './raising.ts';

const ID = 'fc6d8c0c43fc4630ad850ee518f1b9d0';
const MADE = `${'a'.repeat(12)}8${'a'.repeat(19)}`;

describe('an event that is sent twice', () => {
  it('counts once, changes nothing, and is not recorded', async () => {
    const world = aWorld();
    await raise(world, { id: ID });
    const before = world.changes.length;
    await world.advance('1m');

    expect(await raise(world, { id: ID })).toBe('sent-twice');

    expect(world.changes).toHaveLength(before);
    expect(await groupOf(world)).toMatchObject({ events: 1 });
    expect(await world.incident()).toMatchObject({ occurrenceCount: 1 });
    expect(await world.store.audit({ limit: 9 })).toHaveLength(1);
  });

  it('counts once also where both are decided together', async () => {
    const world = aWorld();

    const outcomes = await world.receive(
      errorAlert(world, { id: ID }),
      errorAlert(world, { id: ID }),
    );

    expect(outcomes).toMatchObject([{ reason: 'opened' }, { reason: 'sent-twice' }]);
    expect(await groupOf(world)).toMatchObject({ events: 1 });
  });

  it('does not bring back what was resolved meanwhile', async () => {
    const world = aWorld();
    await raise(world, { id: ID });
    await resolved(world);

    expect(await raise(world, { id: ID })).toBe('sent-twice');

    expect(await world.incident()).toMatchObject({ status: 'resolved' });
  });

  it('counts again once the first is kept no more', async () => {
    const policy = aPolicy();
    const world = new DecideWorld({ ...policy, errors: { ...policy.errors, keep: 2 } });
    await raise(world);
    await raise(world, { id: ID });
    await raise(world);
    expect(await raise(world, { id: ID })).toBe('sent-twice');
    await raise(world);

    expect(await raise(world, { id: ID })).toBe('duplicate');
  });

  it.each([
    ['of another project', { id: ID, project: 'web' }, 'opened'],
    ['with another id', { id: MADE.replaceAll('a', 'b') }, 'duplicate'],
    ['whose id is only made of what it says', { id: MADE }, 'duplicate'],
  ])('is not one %s', async (_, second, reason) => {
    const world = aWorld();
    await raise(world, { id: ID });
    await raise(world, { id: MADE });

    expect(await raise(world, second)).toBe(reason);
  });
});
