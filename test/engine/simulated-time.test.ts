import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { NOON, simulatedClock } from '../support/clock.ts';
import { aWorld } from '../support/decide-world.ts';

describe('simulated time', () => {
  it('stands still, moves on, and refuses to go back', () => {
    const clock = simulatedClock();
    expect([clock.now(), clock.now()]).toEqual([NOON, NOON]);
    clock.advance('4h');

    expect(clock.now()).toBe(NOON + 4 * 3_600_000);
    expect(() => clock.moveTo(NOON)).toThrow('cannot go back');
    expect(() => clock.advance('soon')).toThrow('not a duration');
  });

  it('gives ids that rise', () => {
    const clock = simulatedClock(instant(0));
    const ids = Array.from({ length: 20 }, () => clock.newId());

    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(20);
  });

  it('walks from due time to due time', async () => {
    const world = aWorld();
    await world.fire({ endsAt: world.in('5m') });
    await world.advance('1h');

    expect((await world.alert()).endsAt).toBe(world.ago('55m'));
    expect((await world.incident()).resolution?.at).toBe(world.ago('53m'));
    expect((await world.last()).at).toBe(world.ago('53m'));
  });
});
