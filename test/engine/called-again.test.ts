import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../src/domain/time.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';

const ESCALATIONS = [
  {
    name: 'default',
    steps: [
      { after: minutes(5), notify: '@ann' },
      { after: minutes(15), notify: '@bob' },
    ],
  },
];
const calling = () =>
  aConfiguredWorld(
    aPolicy({ mention: '@oncall', escalation: 'default' }, { escalations: ESCALATIONS }),
  );
const on = (instance: string) => ({ labels: { alertname: 'Disk', instance } });
const RESOLVE = { verb: 'resolve', note: '', whileFiring: 'reopen' } as const;

async function calls(world: DecideWorld, number = 1): Promise<readonly string[]> {
  return (await world.timeline(number)).flatMap(({ what, thread }) =>
    what.kind === 'called' && thread ? [`${what.why} ${what.mention}`] : [],
  );
}

describe('while nobody has it and it can be heard, an incident is called for', () => {
  it.each<[string, (world: DecideWorld) => Promise<unknown>, readonly string[]]>([
    [
      'anew by its escalation when a step fell due while nothing fired',
      async (world) => {
        await world.fire();
        await world.advance('4m30s');
        await world.resolve();
        await world.advance('1m');
        await world.fire();
        await world.advance('6m');
      },
      ['opened @oncall', 'escalation @ann'],
    ],
    [
      'when an alert that can be heard joins silenced ones',
      async (world) => {
        await world.fire(on('a'));
        await world.silence({ matchers: 'instance=a', for: '5h' });
        await world.advance('6m');
        await world.fire(on('b'));
        await world.advance('5m');
      },
      ['opened @oncall', 'escalation @ann'],
    ],
    [
      'when the silence ends under which it came back',
      async (world) => {
        await world.fire();
        await world.resolve();
        await world.advance('3m');
        await world.silence({ matchers: 'alertname=DiskFull', for: '1h' });
        await world.fire();
        await world.advance('1h');
      },
      ['opened @oncall', 'reopened @oncall'],
    ],
    [
      'when the mute ends that a resolve left behind',
      async (world) => {
        await world.fire();
        const whileFiring = { muteUntil: world.in('1h') };
        await world.ask({ verb: 'resolve', note: '', whileFiring });
        await world.resolve();
        await world.fire();
        await world.advance('1h');
      },
      ['opened @oncall', 'reopened @oncall'],
    ],
    [
      'when a person reopens it while it fires',
      async (world) => {
        await world.fire();
        await world.ask(RESOLVE);
        await world.ask({ verb: 'reopen' });
      },
      ['opened @oncall', 'reopened @oncall'],
    ],
    [
      'when it was acknowledged unheard and is given back',
      async (world) => {
        await world.silence({ matchers: 'alertname=DiskFull', for: '1h' });
        await world.fire();
        await world.ask({ verb: 'acknowledge' });
        await world.advance('1h');
        await world.ask({ verb: 'unacknowledge' });
      },
      ['opened @oncall'],
    ],
  ])('%s', async (_, happens, expected) => {
    const world = await calling();
    await happens(world);

    expect(await calls(world)).toEqual(expected);
  });

  it('when it is steady again after it came back flapping', async () => {
    const flapping = { changes: 1, within: minutes(30), quiet: minutes(10) };
    const world = await aConfiguredWorld(aPolicy({ mention: '@oncall' }, { flapping }));
    await world.fire();
    await world.resolve();
    await world.advance('3m');
    await world.fire();
    expect((await world.incident()).flapping).not.toBeNull();
    await world.advance('11m');

    expect(await calls(world)).toEqual(['opened @oncall', 'reopened @oncall']);
  });

  it('at the same millisecond in the same order, whether time ran or was caught up with', async () => {
    const stories = [calling(), calling()] as const;
    const [running, down] = await Promise.all(stories);
    for (const world of [running, down]) {
      await world.fire();
      await world.silence({ matchers: 'alertname=DiskFull', startsAt: world.in('15m'), for: '1h' });
    }
    await running.advance('20m');
    await down.beDown('20m');

    expect(await calls(down)).toEqual(await calls(running));
  });
});

describe('a new configuration', () => {
  it.each<[string, Parameters<typeof aPolicy>, Parameters<typeof aPolicy>, object]>([
    [
      'with a lower threshold tells what is above it now',
      [{ notifyWhen: { of: 'occurrences', count: 3, within: null, errors: [] } }],
      [{}],
      { withheld: null, cardRevision: 1 },
    ],
    [
      'with another channel moves what has no card yet',
      [{ channel: '#typo', notifyWhen: { of: 'occurrences', count: 3, within: null, errors: [] } }],
      [{ notifyWhen: { of: 'occurrences', count: 3, within: null, errors: [] } }],
      { channel: '#alerts' },
    ],
    [
      'with another channel moves what never reached Slack',
      [{ channel: '#typo' }],
      [{}],
      { channel: '#alerts' },
    ],
  ])('%s', async (_, before, after, expected) => {
    const world = await aConfiguredWorld(aPolicy(...before));
    await world.fire();
    await world.configure(aPolicy(after[0], { version: 'new' }));

    expect(await world.incident()).toMatchObject(expected);
  });

  it('with a mention calls for what nobody has', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire();
    await world.configure(aPolicy({ mention: '@oncall' }, { version: 'new' }));

    expect(await calls(world)).toEqual(['opened @oncall']);
  });

  it('that names an escalation otherwise goes on with it', async () => {
    const world = await calling();
    await world.fire();
    const escalations = ESCALATIONS.map((each) => ({ ...each, name: 'other' }));
    const route = { mention: '@oncall', escalation: 'other' };
    await world.configure(aPolicy(route, { version: 'new', escalations }));
    await world.advance('6m');

    expect(await calls(world)).toEqual(['opened @oncall', 'escalation @ann']);
  });
});

describe('a threshold that was reached', () => {
  it('stays so while the group waits', async () => {
    const notifyWhen = { of: 'occurrences', count: 2, within: minutes(1), errors: [] } as const;
    const world = await aConfiguredWorld(aPolicy({ notifyWhen, groupWait: minutes(2) }));
    await world.fire(on('1'));
    await world.fire(on('2'));
    await world.advance('2m');

    expect((await world.incident()).cardRevision).toBe(1);
  });

  it('is to be reached anew by a return that nobody had heard of before', async () => {
    const notifyWhen = { of: 'occurrences', count: 2, within: minutes(2), errors: [] } as const;
    const world = await aConfiguredWorld(aPolicy({ notifyWhen, groupWait: seconds(30) }));
    await world.fire(on('1'));
    await world.fire(on('2'));
    for (const instance of ['1', '2']) await world.resolve(on(instance));
    await world.advance('3m');
    await world.fire(on('1'));
    await world.advance('1m');

    expect(await world.incident()).toMatchObject({ cardRevision: 0, withheld: 'below-threshold' });
  });
});

describe('a storm of returns', () => {
  const stormy = () =>
    aConfiguredWorld(
      aPolicy(
        { groupBy: 'all', mention: '@oncall' },
        { storm: { incidents: 3, within: minutes(1) } },
      ),
    );

  async function backAgain(): Promise<DecideWorld> {
    const world = await stormy();
    for (let n = 1; n <= 8; n++) {
      await world.fire(on(`${n}`));
      await world.advance('1m');
    }
    for (let n = 1; n <= 8; n++) await world.resolve(on(`${n}`));
    await world.advance('1h');
    for (let n = 1; n <= 8; n++) await world.fire(on(`${n}`));
    return world;
  }

  it('is a storm: what is beyond its limit is not told in threads of its own, and calls nobody', async () => {
    const world = await backAgain();
    const stories = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((n) => world.story(n)));

    expect(stories.map((story) => story.includes('reopened'))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(await calls(world, 8)).toEqual(['opened @oncall']);
  });

  it('leaves what still fires to be told when it is over', async () => {
    const world = await backAgain();
    await world.advance('5m');

    expect(await world.story(8)).toContain('reopened');
    expect(await calls(world, 8)).toEqual(['opened @oncall', 'reopened @oncall']);
  });
});

describe('an incident that nobody hears of', () => {
  const match = below(aRoute(), 'alertname="Disk"').match;
  const source = below(aRoute(), 'alertname="Down"').match;
  const inhibit = [{ place: 'line 9', source, target: match, equal: [] }];

  it('says by what, also when that changed', async () => {
    const world = await aConfiguredWorld(aPolicy({}, { inhibit }));
    await world.silence({ matchers: 'alertname=Disk', for: '1h' });
    await world.fire(on('1'));
    await world.fire({ labels: { alertname: 'Down' } });
    await world.advance('2h');

    expect(await world.incident()).toMatchObject({ withheld: 'inhibited', withheldBy: 'line 9' });
  });

  it('is quiet about what joined, and about flapping', async () => {
    const flapping = { changes: 1, within: minutes(30), quiet: minutes(10) };
    const world = await aConfiguredWorld(aPolicy({ groupInterval: minutes(5) }, { flapping }));
    await world.fire(on('1'));
    await world.advance('1m');
    await world.fire(on('2'));
    await world.silence({ matchers: 'alertname=Disk', for: '5h' });
    await world.advance('10m');
    for (let time = 0; time < 3; time++) {
      for (const instance of ['1', '2']) await world.resolve(on(instance));
      await world.advance('1m');
      await world.fire(on('1'));
    }
    await world.advance('1h');

    expect((await world.story()).filter((kind) => !kind.startsWith('('))).toEqual([]);
  });
});
