import { describe, expect, it } from 'vitest';
import { aPolicy, below } from '../../support/builders.ts';
import { DecideWorld } from '../../support/decide-world.ts';
import { groupIdOf, groupOf, raise, resolved } from './raising.ts';

const KEY = { type: 'KeyError' };
const VALUE = { type: 'ValueError' };
const STAGING = { environment: 'staging' };

/** Errors go to #prod; those of staging to #staging, and everything to #log besides. */
function threeRoutes(): DecideWorld {
  const { route } = aPolicy();
  const routes = [
    below(route, 'service="shop"', { channel: '#log', goesOn: true }),
    below(route, 'env="staging"', { channel: '#staging' }),
    below(route, 'env="production"', { channel: '#prod' }),
  ];
  return new DecideWorld(aPolicy({ routes }));
}

/** A KeyError in #log, #prod and #staging: INC-1 to 3; a ValueError in #log and #prod: INC-4 and 5. */
async function twoErrors(): Promise<DecideWorld> {
  const world = threeRoutes();
  for (const event of [KEY, { ...KEY, ...STAGING }, VALUE]) await raise(world, event);
  return world;
}

const merged = (world: DecideWorld, number: number, into: number) =>
  world.ask({ verb: 'merge', into }, number);

/** Of every incident its channel, whether it is open, and where it was merged to. */
async function ends(world: DecideWorld) {
  const incidents = await world.incidents();
  return incidents.map(({ channel, status, resolution }) => [
    channel,
    status === 'resolved' ? `merged into ${resolution?.into}` : 'open',
  ]);
}

describe('an error with an incident on each of several routes that a person merges', () => {
  it('ends all of them: each in the incident of its route, else in the one that was named', async () => {
    const world = await twoErrors();
    await merged(world, 2, 5);

    expect(await ends(world)).toEqual([
      ['#log', 'merged into 4'],
      ['#prod', 'merged into 5'],
      ['#staging', 'merged into 5'],
      ['#log', 'open'],
      ['#prod', 'open'],
    ]);
    expect(await world.store.firing()).toHaveLength(2);
  });

  it('goes where the person said, though its route has another incident of the target', async () => {
    const world = await twoErrors();
    await merged(world, 2, 4);

    expect((await ends(world)).slice(0, 3)).toEqual([
      ['#log', 'merged into 4'],
      ['#prod', 'merged into 4'],
      ['#staging', 'merged into 4'],
    ]);
  });

  it('ends those too whose routes are gone', async () => {
    const world = await twoErrors();
    await world.configure(aPolicy());
    await merged(world, 1, 5);

    const open = (await ends(world)).map(([, end]) => end);
    expect(open).toEqual([...new Array<string>(3).fill('merged into 5'), 'open', 'open']);
  });

  it('says so in the thread of each', async () => {
    const world = await twoErrors();
    await merged(world, 2, 5);

    const takenIn = async (number: number) =>
      (await world.timeline(number)).flatMap(({ what, thread }) =>
        what.kind === 'took-in' ? [[what.number, thread]] : [],
      );
    expect(await takenIn(4)).toEqual([[1, true]]);
    // Staging is quiet: nobody was told of that incident, so nobody needs to hear where it went.
    expect(await takenIn(5)).toEqual([
      [3, false],
      [2, true],
    ]);
    expect(await world.last(1)).toMatchObject({ thread: true, reason: 'merged' });
  });

  it('leaves alone what is over already', async () => {
    const world = await twoErrors();
    await resolved(world, false, 1);
    await merged(world, 2, 5);

    expect((await world.incident(1)).resolution?.how).toBe('person');
  });

  it('comes into the incidents of the other on every route, and opens one where that has none', async () => {
    const world = await twoErrors();
    await merged(world, 2, 5);

    expect(await raise(world, KEY)).toBe('duplicate');
    expect((await world.incident(5)).occurrenceCount).toBe(2);
    await raise(world, { ...KEY, ...STAGING });
    expect((await ends(world)).slice(5)).toEqual([['#staging', 'open']]);
    expect((await world.incident(6)).error?.group).toBe(groupIdOf(world, VALUE));
  });

  it('opens one there that is called as the other, and says in its thread from where it was merged', async () => {
    const world = threeRoutes();
    for (const event of [VALUE, { ...KEY, level: 'fatal' } as const]) await raise(world, event);
    await merged(world, 4, 2);
    const { route } = aPolicy();
    const routes = [below(route, 'env=~"prod.*"', { channel: '#new' })];
    await world.configure(aPolicy({ routes }));
    await raise(world, KEY);

    expect(await world.incident(5)).toMatchObject({ channel: '#new', title: 'ValueError: lost' });
    expect(await world.last(5)).toMatchObject({
      thread: true,
      actor: { name: 'Ann Lee' },
      what: { kind: 'took-in', number: 3, title: 'KeyError: lost' },
    });
  });

  it('says it in those threads of the other, too, to which none of its incidents went', async () => {
    const world = await twoErrors();
    await merged(world, 2, 4);

    expect(await world.last(5)).toMatchObject({
      what: { kind: 'took-in', number: 2 },
      thread: true,
    });
    await world.ask({ verb: 'split' }, 4);
    expect(await world.last(5)).toMatchObject({ what: { kind: 'split' }, thread: true });
  });

  it('has all of them again after a split, each with its next event', async () => {
    const world = await twoErrors();
    await merged(world, 2, 5);

    expect(await world.ask({ verb: 'split' }, 4)).toBe('done');
    for (const number of [4, 5]) {
      expect(await world.last(number)).toMatchObject({ what: { kind: 'split', groups: 1 } });
    }
    for (const event of [KEY, { ...KEY, ...STAGING }]) await raise(world, event);
    expect((await ends(world)).map(([, end]) => end)).toEqual(Array(5).fill('open'));
    expect(await world.incident(3)).toMatchObject({ reopened: { after: { into: 5 } } });
    expect(await groupOf(world, KEY)).toMatchObject({ events: 2, mergedInto: null });
  });

  it('has them again too when a person opens one of them', async () => {
    const world = await twoErrors();
    await merged(world, 2, 5);
    await world.ask({ verb: 'reopen' }, 1);

    expect((await groupOf(world, KEY)).mergedInto).toBeNull();
    await raise(world, { ...KEY, ...STAGING });
    expect((await ends(world)).map(([, end]) => end)).toEqual([
      ...['open', 'merged into 5', 'open', 'open', 'open'],
    ]);
  });

  it('draws every card of the other anew, which counts more', async () => {
    const world = await twoErrors();
    const before = (await world.incident(4)).cardRevision;
    await resolved(world, false, 1);
    await merged(world, 2, 5);

    expect((await world.incident(4)).cardRevision).toBeGreaterThan(before);
  });

  it('ends the one that its group knows also where the configuration has that route no longer', async () => {
    const world = threeRoutes();
    await raise(world, { ...KEY, ...STAGING });
    await world.configure(aPolicy());
    await raise(world, { ...KEY, ...STAGING });
    await raise(world, VALUE);
    await merged(world, 3, 4);

    expect((await ends(world))[0]?.[1]).toBe('merged into 4');
  });
});
