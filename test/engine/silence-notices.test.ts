import { describe, expect, it } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import { aWorld, type DecideWorld } from '../support/decide-world.ts';

const on = (instance: string) => ({ labels: { alertname: 'Disk', instance } });
const MINE = { matchers: 'alertname=Disk', home: 'U1' };

function notices(world: DecideWorld): readonly Notice[] {
  return world.changes.flatMap((change) => (change.type === 'notice' ? [change.notice] : []));
}

describe('a silence', () => {
  it('counts the firings and the incidents that it hid', async () => {
    const world = aWorld();
    await world.silence({ ...MINE, for: '1h' });
    await world.fire(on('1'));
    await world.fire(on('2'));
    await world.fire(on('2'));

    expect((await world.store.silences())[0]?.hid).toEqual({ firings: 2, incidents: 1 });
  });

  it('tells its author at its end what it hid', async () => {
    const world = aWorld();
    const id = await world.silence({ ...MINE, for: '1h' });
    await world.fire(on('1'));
    await world.advance('2h');

    expect(notices(world)).toMatchObject([
      { channel: 'U1', content: { kind: 'silence-over', silence: id } },
    ]);
  });

  it('says nothing at its end when it hid nothing', async () => {
    const world = aWorld();
    await world.silence({ ...MINE, for: '1h' });
    await world.advance('2h');

    expect(notices(world)).toEqual([]);
  });

  it('that nobody made in Slack tells the default channel of incidents that it hid', async () => {
    const world = aWorld();
    await world.silence({ matchers: 'alertname=Disk', for: '1h' });
    await world.fire(on('1'));
    await world.advance('2h');

    expect(notices(world)).toMatchObject([{ channel: '#alerts' }]);
  });

  it('tells what it hid also when it is ended by hand', async () => {
    const world = aWorld();
    const id = await world.silence({ ...MINE, for: '1d' });
    await world.fire(on('1'));
    await world.unsilence(id);

    expect(notices(world)).toHaveLength(1);
  });
});

describe('a reminder', () => {
  it('comes an hour before a long silence ends', async () => {
    const world = aWorld();
    await world.silence({ ...MINE, for: '3d' });
    await world.advance('70h');
    expect(notices(world)).toEqual([]);
    await world.advance('1h');

    expect(notices(world)).toMatchObject([{ content: { kind: 'silence-ending' } }]);
  });

  it('does not come before a short one', async () => {
    const world = aWorld();
    await world.silence({ ...MINE, for: '23h' });
    await world.advance('2d');

    expect(notices(world)).toEqual([]);
  });

  it('moves with the end', async () => {
    const world = aWorld();
    const start = world.now;
    const id = await world.silence({ ...MINE, for: '2d' });
    await world.advance('1d');
    await world.silence({ ...MINE, id, startsAt: start, endsAt: world.in('3d') });
    await world.advance('70h');
    expect(notices(world)).toEqual([]);
    await world.advance('1h');

    expect(notices(world)).toHaveLength(1);
  });
});
