import { describe, expect, it } from 'vitest';
import { silenceState } from '../../src/domain/silence.ts';
import { aWorld, type DecideWorld, type SilenceSpec } from '../support/decide-world.ts';

const ONE = 'a="1"';

type Wish = (world: DecideWorld) => SilenceSpec;

async function states(world: DecideWorld) {
  const all = await world.store.silences();
  return Object.fromEntries(all.map((silence) => [silence.id, silenceState(silence, world.now)]));
}

describe('a silence', () => {
  it('is pending before its start, active from then on and expired at its end', async () => {
    const world = aWorld();
    const id = await world.silence({ matchers: ONE, startsAt: world.in('1h'), for: '1h' });
    const seen = [];
    for (const pause of ['3599s', '1s', '3599s', '1s']) {
      await world.advance(pause);
      seen.push((await states(world))[id]);
    }

    expect(seen).toEqual(['pending', 'active', 'active', 'expired']);
  });

  it('keeps who made it, why and when', async () => {
    const world = aWorld();
    const id = await world.silence({ matchers: ONE });

    expect(await world.store.silence(id)).toMatchObject({
      author: 'Ann Lee',
      reason: 'known',
      updatedAt: world.now,
      matchers: [{ name: 'a', operator: '=', value: '1' }],
    });
  });

  it('that is new cannot begin in the past', async () => {
    const world = aWorld();
    const id = await world.silence({
      matchers: ONE,
      startsAt: world.ago('1h'),
      endsAt: world.in('1h'),
    });

    expect(await world.store.silence(id)).toMatchObject({
      startsAt: world.now,
      endsAt: world.in('1h'),
    });
  });

  it('leaves no timer behind', async () => {
    const world = aWorld();
    await world.silence({ matchers: ONE, startsAt: world.in('1h'), for: '1h' });
    await world.unsilence(await world.silence({ matchers: ONE }));
    await world.advance('2h');

    expect(await world.store.nextDueAt()).toBeNull();
  });
});

// As Alertmanager does it: confirmed by a run of 0.25.
describe('a change of a silence', () => {
  const CHANGES: readonly [string, Wish, string, Wish, 'same' | 'another', string][] = [
    [
      'that is active, to a later end',
      () => ({ matchers: ONE }),
      '1m',
      (w) => ({ matchers: ONE, startsAt: w.ago('1m'), endsAt: w.in('9h') }),
      'same',
      'active',
    ],
    [
      'that is active, to an end now',
      () => ({ matchers: ONE }),
      '1m',
      (w) => ({ matchers: ONE, startsAt: w.ago('1m'), endsAt: w.now }),
      'same',
      'expired',
    ],
    [
      'that is active, to another start',
      () => ({ matchers: ONE }),
      '1m',
      (w) => ({ matchers: ONE, startsAt: w.now, endsAt: w.in('9h') }),
      'another',
      'expired',
    ],
    [
      'that is active, to other matchers',
      () => ({ matchers: ONE }),
      '1m',
      (w) => ({ matchers: 'a="2"', startsAt: w.ago('1m'), endsAt: w.in('9h') }),
      'another',
      'expired',
    ],
    [
      'that is active, to matchers in another order',
      () => ({ matchers: 'a="1",b="2"' }),
      '1m',
      (w) => ({ matchers: 'b="2",a="1"', startsAt: w.ago('1m'), endsAt: w.in('9h') }),
      'same',
      'active',
    ],
    [
      'that is pending, to a later start',
      (w) => ({ matchers: ONE, startsAt: w.in('1h') }),
      '1m',
      (w) => ({ matchers: ONE, startsAt: w.in('2h'), endsAt: w.in('9h') }),
      'same',
      'pending',
    ],
    [
      'that is pending, to a start now',
      (w) => ({ matchers: ONE, startsAt: w.in('1h') }),
      '1m',
      (w) => ({ matchers: ONE, startsAt: w.now, endsAt: w.in('9h') }),
      'same',
      'active',
    ],
    [
      'that is pending, to a start in the past',
      (w) => ({ matchers: ONE, startsAt: w.in('1h') }),
      '1m',
      (w) => ({ matchers: ONE, startsAt: w.ago('1s'), endsAt: w.in('9h') }),
      'another',
      'expired',
    ],
    [
      'that is expired, to a later end',
      () => ({ matchers: ONE, for: '1m' }),
      '1m',
      (w) => ({ matchers: ONE, startsAt: w.ago('1m'), endsAt: w.in('9h') }),
      'another',
      'expired',
    ],
  ];

  it.each(CHANGES)('%s', async (_, ...[first, pause, second, which, stateOfOld]) => {
    const world = aWorld();
    const id = await world.silence({ ...first(world), newId: 'old' });
    await world.advance(pause);
    const changed = await world.silence({ ...second(world), id, newId: 'new' });

    expect(changed).toBe(which === 'same' ? 'old' : 'new');
    expect((await states(world))['old']).toBe(stateOfOld);
    expect((await world.store.silence(changed))?.endsAt).toBe(second(world).endsAt);
  });

  it('that is pending and gives way to another never began', async () => {
    const world = aWorld();
    const id = await world.silence({ matchers: ONE, startsAt: world.in('1h') });
    await world.silence({ id, matchers: 'a="2"', startsAt: world.in('1h') });

    expect(await world.store.silence(id)).toMatchObject({ startsAt: world.now, endsAt: world.now });
  });

  it('that nobody knows is refused', async () => {
    expect(await aWorld().silence({ id: 'x', matchers: ONE })).toBe('unknown-silence');
  });
});

describe('ending a silence', () => {
  it.each<[string, Wish]>([
    ['that is active ends it now', () => ({ matchers: ONE })],
    ['that is pending makes it empty', (world) => ({ matchers: ONE, startsAt: world.in('1h') })],
  ])('%s', async (_, wish) => {
    const world = aWorld();
    const id = await world.silence(wish(world));

    expect(await world.unsilence(id)).toBe('silenced');
    expect(await world.store.silence(id)).toMatchObject({
      startsAt: world.now,
      endsAt: world.now,
      updatedAt: world.now,
    });
  });

  it('that is over is refused', async () => {
    const world = aWorld();
    const id = await world.silence({ matchers: ONE, for: '1m' });
    await world.advance('1m');

    expect(await world.unsilence(id)).toBe('silence-expired');
  });

  it('that nobody knows is refused', async () => {
    expect(await aWorld().unsilence('x')).toBe('unknown-silence');
  });
});
