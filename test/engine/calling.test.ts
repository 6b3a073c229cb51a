import { describe, expect, it } from 'vitest';
import { minutes } from '../../src/domain/time.ts';
import { aPolicy } from '../support/builders.ts';
import { aConfiguredWorld, aWorld, type DecideWorld } from '../support/decide-world.ts';

const MENTIONING = { mention: '@oncall' };
const escalating = () =>
  aConfiguredWorld(
    aPolicy(
      { escalation: 'default' },
      {
        escalations: [
          {
            name: 'default',
            steps: [
              { after: minutes(5), notify: '@ann' },
              { after: minutes(15), notify: '#leads' },
            ],
          },
        ],
      },
    ),
  );

async function calls(world: DecideWorld): Promise<readonly string[]> {
  return (await world.timeline()).flatMap(({ what, thread }) =>
    what.kind === 'called' && thread ? [`${what.why} ${what.mention}`] : [],
  );
}

describe('the mention of a route', () => {
  it('is called when people are told of an incident', async () => {
    const world = aWorld(MENTIONING);
    await world.fire();

    expect(await calls(world)).toEqual(['opened @oncall']);
  });

  it('is repeated while nobody has it, with how long that is', async () => {
    const world = aWorld(MENTIONING);
    await world.fire();
    await world.advance('9h');

    expect(await calls(world)).toEqual(['opened @oncall', 'repeat @oncall', 'repeat @oncall']);
    expect((await world.last()).what).toMatchObject({ waited: 8 * 3_600_000 });
  });

  it.each<[string, (world: DecideWorld) => Promise<unknown>]>([
    ['somebody has it', (world) => world.ask({ verb: 'acknowledge' })],
    ['it is muted', (world) => world.ask({ verb: 'mute', until: null, reason: '' })],
    ['it is silenced', (world) => world.silence({ matchers: 'alertname=DiskFull', for: '1d' })],
    ['it is over', (world) => world.resolve()],
  ])('is not repeated when %s', async (_, happens) => {
    const world = aWorld(MENTIONING);
    await world.fire();
    await world.advance('1h');
    await happens(world);
    await world.advance('9h');

    expect(await calls(world)).toEqual(['opened @oncall']);
  });

  it('is called anew when the incident comes back', async () => {
    const world = aWorld(MENTIONING);
    await world.fire();
    await world.resolve();
    await world.advance('5m');
    await world.fire();

    expect(await calls(world)).toEqual(['opened @oncall', 'reopened @oncall']);
  });

  it('is called once what withheld it is over', async () => {
    const world = aWorld(MENTIONING);
    await world.silence({ matchers: 'alertname=DiskFull', for: '1h' });
    await world.fire();
    expect(await calls(world)).toEqual([]);
    await world.advance('1h');

    expect(await calls(world)).toEqual(['opened @oncall']);
  });
});

describe('an escalation', () => {
  it('calls its steps in their time while nobody has the incident', async () => {
    const world = await escalating();
    await world.fire();
    await world.advance('4m');
    expect(await calls(world)).toEqual([]);
    await world.advance('1m');
    expect((await world.last()).what).toMatchObject({
      mention: '@ann',
      waited: minutes(5),
      next: { notify: '#leads' },
    });
    await world.advance('1d');

    expect(await calls(world)).toEqual(['escalation @ann', 'escalation #leads']);
  });

  it.each<[string, readonly number[], readonly string[]]>([
    ['a repeat and a step come together', [10, 20], ['10 @step-1 > 20', '10 @oncall > 20']],
    ['two steps come together', [5, 5, 20], ['5 @step-1 > 20', '5 @step-2 > 20']],
    ['the last step and a repeat come together', [10], ['10 @step-1', '10 @oncall']],
  ])('says who is next only of what is still ahead: %s', async (_, steps, expected) => {
    const named = steps.map((after, index) => ({
      after: minutes(after),
      notify: `@step-${index + 1}`,
    }));
    const world = await aConfiguredWorld(
      aPolicy(
        { ...MENTIONING, repeatInterval: minutes(10), escalation: 'default' },
        { escalations: [{ name: 'default', steps: named }] },
      ),
    );
    const begun = world.now;
    await world.fire();
    await world.advance('11m');
    const minute = (at: number) => (at - begun) / 60_000;
    const told = (await world.timeline()).flatMap(({ at, what }) =>
      what.kind === 'called' && at > begun
        ? [`${minute(at)} ${what.mention}${what.next ? ` > ${minute(what.next.at)}` : ''}`]
        : [],
    );

    expect(told.slice(0, 2)).toEqual(expected);
  });

  it('tells a channel that a step names, where its card is', async () => {
    const world = await escalating();
    await world.fire();
    await world.advance('15m');
    const notices = world.changes.flatMap((change) =>
      change.type === 'notice' ? [change.notice] : [],
    );

    expect(notices).toMatchObject([
      { channel: '#leads', content: { kind: 'call', number: 1, channel: '#alerts' } },
    ]);
  });

  it('ends when somebody acknowledges, and begins anew when that is given back', async () => {
    const world = await escalating();
    await world.fire();
    await world.advance('6m');
    await world.ask({ verb: 'acknowledge' });
    await world.advance('1h');
    expect(await calls(world)).toEqual(['escalation @ann']);
    await world.ask({ verb: 'unacknowledge' });
    await world.advance('5m');

    expect(await calls(world)).toEqual(['escalation @ann', 'escalation @ann']);
  });

  it.each<[string, (world: DecideWorld) => Promise<unknown>]>([
    ['muted', (world) => world.ask({ verb: 'mute', until: world.in('1h'), reason: '' })],
    ['silenced', (world) => world.silence({ matchers: 'alertname=DiskFull', for: '1h' })],
  ])('waits while the incident is %s, and begins anew after that', async (_, quieten) => {
    const world = await escalating();
    await world.fire();
    await quieten(world);
    await world.advance('59m');
    expect(await calls(world)).toEqual([]);
    await world.advance('7m');

    expect(await calls(world)).toEqual(['escalation @ann']);
  });
});
