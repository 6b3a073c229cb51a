import { describe, expect, it } from 'vitest';
import { aWorld, type DecideWorld } from '../../support/decide-world.ts';
import { why } from '../trace.ts';
import { announce, groupOf, raise, resolved, samples } from './raising.ts';

const STAGING = { environment: 'staging' };

/** An error of production that Ann resolved, in 1.4.2 where there are releases. */
async function aResolvedError(release: string): Promise<DecideWorld> {
  const world = aWorld();
  if (release !== '') await announce(world, release);
  await raise(world, { release });
  await world.advance('1h');
  await resolved(world);
  await world.advance('1h');
  return world;
}

describe('an error that a person resolved, and that an environment sends of which people are told nothing', () => {
  it.each([
    ['of a later release', '1.4.2', '1.5.0'],
    ['of no release', '', ''],
  ])('stays resolved: it is counted %s, and nothing else', async (_, resolvedIn, release) => {
    const world = await aResolvedError(resolvedIn);
    const before = await world.incident();

    expect(await raise(world, { release, ...STAGING })).toBe('dismissed');
    expect(await world.incident()).toEqual({ ...before, occurrenceCount: 2 });
    expect(await groupOf(world)).toMatchObject({ events: 2, resolved: { at: world.ago('1h') } });
    expect(samples(world).filter(({ keepsake }) => keepsake === 'regression')).toEqual([]);
  });

  it('is no regression when production sends an old release afterwards, and one with the new one', async () => {
    const world = await aResolvedError('1.4.2');
    await raise(world, { release: '1.5.0', ...STAGING });

    expect(await raise(world, { release: '1.4.2' })).toBe('reopened');
    expect((await world.incident()).error?.regression).toBeNull();
    await resolved(world);
    await world.advance('1m');

    expect(await raise(world, { release: '1.6.0' })).toBe('reopened');
    expect((await world.incident()).error?.regression?.release).toBe('1.6.0');
  });

  it('says why it changed nothing', async () => {
    const world = await aResolvedError('1.4.2');
    const begun = world.now;
    await raise(world, { release: '1.5.0', ...STAGING });

    expect(await why(world, 1, begun)).toContain(
      '+0m: `KeyError: lost` in `staging` came after a person had resolved it, of the environment "staging": counted, told nobody [below-threshold]',
    );
  });

  it('joins it once production has brought it back', async () => {
    const world = await aResolvedError('1.4.2');
    await raise(world, { release: '1.5.0' });

    expect(await raise(world, { release: '1.5.0', ...STAGING })).toBe('joined');
  });
});
