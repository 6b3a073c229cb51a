import { describe, expect, it } from 'vitest';
import type { Threshold } from '../../../src/domain/policy.ts';
import { aPolicy } from '../../support/builders.ts';
import { aWorld, type DecideWorld, DecideWorld as World } from '../../support/decide-world.ts';
import { announce, groupOf, type Raising, raise, raiseMany, resolved } from './raising.ts';

const when = (errors: Threshold['errors'], count: number | null = null) => ({
  notifyWhen: { of: 'occurrences', count, within: null, errors } as const,
});

describe('an error of which people want to hear', () => {
  it.each<[string, ReturnType<typeof when>, (world: DecideWorld) => Promise<unknown>, boolean]>([
    ['when it is seen first', when(['first-seen']), (world) => raise(world), true],
    ['only when it is back', when(['regression']), (world) => raiseMany(world, 40), false],
    ['when it is back', when(['regression']), regress, true],
    ['only when it escalates', when(['escalating']), (world) => raiseMany(world, 40), false],
    ['when it escalates', when(['escalating']), escalate, true],
    ['only after so many events', when([], 5), (world) => raiseMany(world, 4), false],
    ['after so many events', when([], 5), (world) => raiseMany(world, 5), true],
    [
      'when it is new or after so many events',
      when(['first-seen'], 5),
      (world) => raise(world),
      true,
    ],
    ['for nothing', when([]), (world) => raiseMany(world, 99), false],
  ])('%s', async (_, route, happens, isTold) => {
    const world = aWorld(route);
    await happens(world);
    const incident = await world.incident();

    expect({ told: incident.cardRevision > 0, withheld: incident.withheld }).toEqual({
      told: isTold,
      withheld: isTold ? null : 'below-threshold',
    });
  });

  it('is no reason to wait with alerts of monitors', async () => {
    const world = aWorld(when(['first-seen']));
    await world.fire();

    expect((await world.incident()).cardRevision).toBe(1);
  });
});

describe('an error that somebody has', () => {
  it('is counted, and said to be again by nothing but its card', async () => {
    const world = aWorld({ mention: '@oncall' });
    await raise(world);
    await world.ask({ verb: 'acknowledge' });
    const before = await world.incident();
    await raise(world, { user: 'eve' });
    await world.advance('1s');
    await raise(world);
    const after = await world.incident();

    expect(after.entryCount).toBe(before.entryCount);
    expect(after.occurrenceCount).toBe(3);
    expect(after.cardRevision).toBeGreaterThan(before.cardRevision);
  });
});

describe('a spike', () => {
  it('is told once, with its counts, and lasts until the hour is over', async () => {
    const world = aWorld();
    await escalate(world);
    await raiseMany(world, 5);

    expect((await world.timeline()).filter(({ what }) => what.kind === 'spike')).toMatchObject([
      { thread: true, reason: 'spike', what: { count: 10, usual: 1 } },
    ]);
    expect((await world.incident()).error?.spikingSince).toBe(world.now);

    await world.advance('3h');

    expect((await world.incident()).error?.spikingSince).toBeNull();
    expect((await groupOf(world)).spikingSince).toBeNull();
  });

  it('of a muted incident is kept from the thread, unless the mute waits for it', async () => {
    const muted = async (early: readonly { readonly when: 'spike' }[]) => {
      const world = aWorld();
      await raise(world);
      await world.ask({ verb: 'mute', until: world.in('9h'), reason: '', early });
      await world.advance('4h');
      await raiseMany(world, 20);
      return (await world.story()).slice(2);
    };

    expect(await muted([])).toEqual(['(spike)']);
    expect(await muted([{ when: 'spike' }])).toEqual(['unmuted', 'spike']);
  });
});

describe('an environment that is not production', () => {
  it.each<[string, boolean]>([
    ['production', true],
    ['prod', true],
    ['', true],
    ['unspecified', true],
    ['Production', true],
    [' PROD ', true],
    ['staging', false],
    ['dev', false],
    ['Dev 2', false],
  ])('"%s" is loud: %s', async (environment, isLoud) => {
    const world = aWorld();
    await raise(world, { environment });

    expect(await world.incident()).toMatchObject(
      isLoud
        ? { cardRevision: 1, withheld: null }
        : {
            cardRevision: 0,
            withheld: 'below-threshold',
            withheldBy: `environment "${environment}"`,
          },
    );
  });

  it('is quiet: people hear of the error when it comes in production', async () => {
    const world = aWorld();
    await raiseMany(world, 50, { environment: 'staging' });

    expect(await raise(world)).toBe('joined');
    expect(await world.incident()).toMatchObject({
      cardRevision: 1,
      firingCount: 2,
      audibleCount: 1,
    });
    expect(await world.story()).toEqual(['(opened)', '(withheld)', '(released)']);
  });

  it('says nothing of a known error, and does not count towards telling', async () => {
    const world = aWorld(when([], 3));
    await raiseMany(world, 2);
    await raiseMany(world, 5, { environment: 'staging', level: 'fatal' });

    expect((await world.incident()).cardRevision).toBe(0);

    await raise(world);

    expect((await world.incident()).cardRevision).toBe(1);
    expect((await groupOf(world)).events).toBe(8);
  });

  it('is what the configuration says, also for what fires already', async () => {
    const world = new World(aPolicy());
    await raise(world, { environment: 'staging' });
    const { errors } = world.policy;
    await world.configure(aPolicy({}, { errors: { ...errors, environments: ['staging'] } }));

    expect(await world.incident()).toMatchObject({ cardRevision: 1, withheld: null });
  });

  it('is of no interest for monitors', async () => {
    const world = aWorld();
    await world.fire({ labels: { alertname: 'DiskFull', env: 'staging' } });

    expect((await world.incident()).cardRevision).toBe(1);
  });
});

/** Once a day, then ten within a minute. */
async function escalate(world: DecideWorld, spec: Raising = {}): Promise<void> {
  await raise(world, spec);
  await world.advance('5h');
  await raiseMany(world, 10, spec);
}

async function regress(world: DecideWorld): Promise<void> {
  await announce(world, '1.4.2');
  await raise(world, { release: '1.4.2' });
  await resolved(world);
  await raise(world, { release: '1.5.0' });
}
