import { describe, expect, it } from 'vitest';
import type { AlertSpec } from '../support/builders.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';
import { why } from './trace.ts';

const PLACE = 'quell.yml line 9';
const DISK: AlertSpec = { labels: { alertname: 'Disk', instance: 'db-1', site: 'a' } };
const down = (instance: string, site = 'a'): AlertSpec => ({
  labels: { alertname: 'Down', instance, site },
});

/** A rule by which Down inhibits Disk on the same site. */
async function aWorldThatInhibits(): Promise<DecideWorld> {
  const matchers = (name: string) => below(aRoute(), `alertname="${name}"`).match;
  const [source, target] = [matchers('Down'), matchers('Disk')];
  return aConfiguredWorld(
    aPolicy({}, { inhibit: [{ place: PLACE, source, target, equal: ['site'] }] }),
  );
}

type Happens = (world: DecideWorld) => Promise<unknown>;

describe('the trace of what is inhibited', () => {
  it.each<[string, readonly Happens[], string]>([
    [
      'names the alert that inhibits, and its incident',
      [(world) => world.fire(DISK), (world) => world.fire(down('db-1'))],
      '`db-1` fires unheard, because of `Down` on `db-1` in INC-2, by the rule at `quell.yml line 9` [inhibited]',
    ],
    [
      'names it too where nobody was ever told',
      [(world) => world.fire(down('db-1')), (world) => world.fire(DISK)],
      '+0m: not told, because of `Down` on `db-1` in INC-1, by the rule at `quell.yml line 9` [inhibited]',
    ],
    [
      'of several names the one that has fired longest',
      [
        (world) => world.fire(down('db-2')),
        (world) => world.advance('1s'),
        (world) => world.fire(down('db-1')),
        (world) => world.fire(down('db-3')),
        (world) => world.fire(DISK),
      ],
      '+0m: not told, because of `Down` on `db-2` in INC-1 and 2 more alerts, by the rule at `quell.yml line 9` [inhibited]',
    ],
    [
      'does not name what the rule holds apart',
      [
        (world) => world.fire(down('x', 'b')),
        (world) => world.advance('1s'),
        (world) => world.fire(down('db-1')),
        (world) => world.fire(DISK),
      ],
      '+0m: not told, because of `Down` on `db-1` in INC-1, by the rule at `quell.yml line 9` [inhibited]',
    ],
  ])('%s', async (_, happenings, expected) => {
    const world = await aWorldThatInhibits();
    for (const happens of happenings) await happens(world);
    await world.settle();
    const { number } = (await world.incidents()).find(({ title }) => title === 'Disk')!;

    expect(await why(world, number)).toContain(expected);
  });

  it('names it for an alert that joined', async () => {
    const world = await aWorldThatInhibits();
    const begun = world.now;
    await world.fire({ labels: { alertname: 'Disk', instance: 'db-9', site: 'b' } });
    await world.fire(down('db-1'));
    await world.advance('1m');
    await world.fire(DISK);

    expect(await why(world, 1, begun)).toContain(
      '+1m: `db-1` joined, inhibited by `Down` on `db-1` in INC-2, by the rule at `quell.yml line 9`: counted, told nobody [inhibited]',
    );
  });

  it('once nothing inhibits it any more says only that something did', async () => {
    const world = await aWorldThatInhibits();
    const begun = world.now;
    await world.fire({ labels: { alertname: 'Disk', instance: 'db-9', site: 'b' } });
    await world.fire(down('db-1'));
    await world.fire(DISK);
    await world.resolve(down('db-1'));
    await world.settle();

    expect(await why(world, 1, begun)).toContain(
      '+0m: `db-1` joined, inhibited by another alert: counted, told nobody [inhibited]',
    );
  });
});
