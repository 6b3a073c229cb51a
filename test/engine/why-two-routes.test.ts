import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';
import { why } from './trace.ts';

const root = aRoute();
const both = below(root, 'severity="critical"', { channel: '#incidents', goesOn: true });
const team = below(root, 'team="db"', { channel: '#db' });
const policy = aPolicy({ routes: [both, team] });
const on = (instance: string) => ({
  labels: { alertname: 'Down', severity: 'critical', team: 'db', instance },
});

/** An alert on two routes, and another that joins where its second incident is muted. */
async function aMutedSecond(): Promise<DecideWorld> {
  const world = await aConfiguredWorld(policy);
  await world.fire(on('1'));
  await world.ask({ verb: 'mute', until: world.in('1h'), reason: '' }, 2);
  await world.advance('1m');
  await world.fire(on('2'));
  return world;
}

async function recorded(world: DecideWorld) {
  return (await world.store.recordings({ since: instant(0), limit: 99 })).recordings;
}

describe('an alert on two routes', () => {
  it('is explained in each of its incidents', async () => {
    const world = await aMutedSecond();

    expect(await why(world, 1)).toContain('+0m: `2` joined');
    expect(await why(world, 2)).toContain(
      '+0m: `2` joined, while it was muted: counted, told nobody [muted]',
    );
  });

  it('says in the second incident too when it ended, and no word twice', async () => {
    const world = await aConfiguredWorld(policy);
    await world.fire(on('1'));
    await world.silence({ matchers: 'instance=2', for: '1h' });
    await world.fire(on('2'));
    await world.fire(on('3'));
    await world.resolve(on('3'));
    const lines = await why(world, 2);

    expect(lines).toContain('+0m: `3` joined; it ended +0m');
    expect(lines.filter((line) => line.includes('`2`'))).toHaveLength(1);
  });

  it('is found by each of its incidents, with what became of it there', async () => {
    const world = await aMutedSecond();
    const found = await Promise.all(
      (await world.incidents()).map(({ id }) => world.store.audit({ incident: id, limit: 9 })),
    );

    expect(found.map((all) => all.map(({ reason, untold }) => [reason, untold]))).toEqual([
      [
        ['joined', null],
        ['opened', null],
      ],
      [
        ['joined', 'muted'],
        ['opened', null],
      ],
    ]);
  });

  it('is found among the unheard where one of its channels did not hear of it', async () => {
    const world = await aMutedSecond();
    const second = await world.incident(2);

    expect(await world.store.audit({ unheard: true, limit: 9 })).toMatchObject([
      { incident: second.id, untold: 'muted' },
    ]);
  });

  it('is recorded once, however many routes it takes', async () => {
    const world = await aMutedSecond();
    await world.fire(on('2'));
    await world.fire(on('2'));

    const [first, joined, again] = await recorded(world);
    expect(first?.further).toMatchObject([{ route: team.path, reason: 'opened' }]);
    expect(joined?.further).toMatchObject([{ route: team.path, untold: 'muted' }]);
    expect(again).toMatchObject({ alert: null, count: 2, further: [{ reason: 'duplicate' }] });
  });

  it('is recorded with its words when it begins again on one of them only', async () => {
    const world = await aConfiguredWorld(policy);
    await world.fire(on('1'));
    await world.ask({ verb: 'resolve', whileFiring: 'reopen', note: '' }, 2);
    await world.advance('61m');
    await world.fire(on('1'));

    const last = (await recorded(world)).at(-1);
    expect(last).toMatchObject({ reason: 'duplicate', further: [{ reason: 'reopened' }] });
    expect(last?.alert).not.toBeNull();
  });

  it('leaves out of a recording what resolved nothing', async () => {
    const world = await aConfiguredWorld(policy);
    await world.resolve(on('1'));

    expect(await recorded(world)).toMatchObject([{ reason: 'not-firing' }]);
    expect(await world.store.audit({ limit: 9 })).toHaveLength(1);
  });
});
