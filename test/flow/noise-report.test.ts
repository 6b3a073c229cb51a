import { describe, expect, it } from 'vitest';
import { days, instant, minutes, seconds } from '../../src/domain/time.ts';
import { oneReport } from '../../src/flow/noise-report.ts';
import { atWeekStart, blip, FROM, reportsOf, weekOf } from '../report/week.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import type { DecideWorld } from '../support/decide-world.ts';

const cpu = (host = 'b1') => ({
  labels: { alertname: 'HighCPU', service: 'batch', instance: host },
});
const disk = { labels: { alertname: 'DiskFull', service: 'orders' } };
const root = { groupBy: ['alertname', 'service'], reopenWithin: seconds(0) };

async function peaks(world: DecideWorld, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await blip(world, '4m', cpu());
    await world.advance('56m');
  }
}

/** Every hour for ten hours a short peak; on the second day a disk that somebody looks after. */
async function aWeek(policy = aPolicy(root)): Promise<DecideWorld> {
  const world = await atWeekStart(policy);
  await peaks(world, 10);
  await world.advance('14h');
  await world.fire(disk);
  await world.advance('5m');
  await world.ask({ verb: 'acknowledge' }, 11);
  await world.advance('25m');
  await world.resolve(disk);
  await world.advance('7d');
  return world;
}

describe('a report', () => {
  it('counts what came and what became of it', async () => {
    const report = await weekOf(await aWeek());

    expect(report).toMatchObject({
      from: FROM,
      to: FROM + days(7),
      channel: null,
      before: null,
      cardsPerDay: [10, 1, 0, 0, 0, 0, 0],
    });
    expect(report.figures).toEqual({
      alerts: 22,
      incidents: 11,
      cards: 11,
      messages: 34,
      neededPerson: 1,
      withNobody: 0,
      flapping: 0,
      timeToAcknowledge: minutes(5),
      timeToResolve: minutes(6),
    });
    expect(report.noisy).toEqual([
      { title: 'HighCPU', cards: 10, acknowledged: 0, mutes: 0, longest: minutes(6) },
      { title: 'DiskFull', cards: 1, acknowledged: 1, mutes: 0, longest: minutes(32) },
    ]);
  });

  it('suggests what would have made it less, with its effect', async () => {
    const { suggestions } = await weekOf(await aWeek());

    expect(suggestions).toEqual([
      {
        id: expect.stringMatching(/^wait-[0-9a-f]{16}$/),
        about: 'HighCPU in batch',
        finding: '10 cards, never acknowledged, all resolved within 6 min',
        proposal: 'Wait until it lasts 10 min',
        match: [
          { name: 'alertname', operator: '=', value: 'HighCPU' },
          { name: 'service', operator: '=', value: 'batch' },
        ],
        fewerCards: 10,
        missed: 0,
        later: minutes(10),
        under: 'route.routes',
        lines: `- match: ['alertname="HighCPU"', 'service="batch"']\n  group_wait: 10m`,
      },
    ]);
  });

  it('is the same when it is made again, so that a suggestion is found again', async () => {
    const world = await aWeek();

    expect(await weekOf(world)).toEqual(await weekOf(world));
  });

  it('compares with the time before', async () => {
    const world = await aWeek();
    const span = { from: instant(FROM + days(7)), to: instant(FROM + days(14)) };
    const [report] = await reportsOf(world)({ ...span, channels: [null] });

    expect(report).toMatchObject({
      figures: { alerts: 0, cards: 0, timeToResolve: null },
      before: { alerts: 22, cards: 11, timeToAcknowledge: minutes(5) },
      cardsPerDay: [0, 0, 0, 0, 0, 0, 0],
      noisy: [],
      suggestions: [],
    });
  });

  it('counts what a rule ignored among what came in', async () => {
    const place = 'quell.yml line 3';
    const { match } = below(aRoute(), 'alertname="HighCPU"');
    const rules = [{ place, match, action: { type: 'ignore' } as const }];
    const world = await atWeekStart(aPolicy(root, { rules }));
    await peaks(world, 3);
    await world.advance('7d');

    const { figures, suggestions } = await weekOf(world);

    expect(figures).toMatchObject({ alerts: 6, incidents: 0, cards: 0, messages: 0 });
    expect(suggestions).toEqual([]);
  });

  it('counts re-sends, each once', async () => {
    const world = await atWeekStart(aPolicy(root));
    await world.fire(disk);
    for (let n = 0; n < 10; n++) {
      await world.advance('20s');
      await world.fire(disk);
    }
    await world.advance('7d');

    expect((await weekOf(world)).figures).toMatchObject({ alerts: 11, incidents: 1, cards: 1 });
  });

  it('counts flapping incidents', async () => {
    const flapping = { changes: 3, within: minutes(30), quiet: minutes(10) };
    const world = await atWeekStart(aPolicy(root, { flapping }));
    for (let n = 0; n < 5; n++) {
      await blip(world, '1m', disk);
      await world.advance('1m');
    }
    await world.advance('7d');

    expect((await weekOf(world)).figures).toMatchObject({ flapping: 1, incidents: 1 });
  });

  it("counts a storm's message and replies, and nothing for the cards that it kept back", async () => {
    const storm = { incidents: 3, within: minutes(1) };
    const quick = { ...root, groupBy: 'all', resolveAfter: seconds(5) } as const;
    const world = await atWeekStart(aPolicy(quick, { storm }));
    for (let n = 0; n < 9; n++) await world.fire(cpu(`h${n}`));
    await world.advance('10s');
    for (let n = 0; n < 9; n++) await world.resolve(cpu(`h${n}`));
    await world.advance('7d');

    // Three cards with details and an end each, the storm, and one reply that names the six others.
    expect((await weekOf(world)).figures).toMatchObject({ incidents: 9, cards: 3, messages: 11 });
  });
});

describe('reports of channels', () => {
  const parent = aRoute(root);
  const policy = aPolicy({
    ...root,
    routes: [below(parent, 'service="orders"', { channel: '#orders' })],
  });

  it('have their own numbers and suggestions, read in one go', async () => {
    const world = await aWeek(policy);
    const to = instant(FROM + days(7));
    const channels = ['#orders', '#alerts', null];

    const [orders, alerts, all] = await reportsOf(world)({ from: FROM, to, channels });

    expect(orders?.figures).toMatchObject({ alerts: 2, cards: 1, neededPerson: 1 });
    expect(alerts?.figures).toMatchObject({ alerts: 20, cards: 10, neededPerson: 0 });
    expect(all?.figures).toMatchObject({ alerts: 22, cards: 11, neededPerson: 1 });
    expect([orders, alerts, all].map((each) => each?.suggestions.length)).toEqual([0, 1, 1]);
  });

  it('are as if each was asked for alone', async () => {
    const world = await aWeek(policy);
    const to = instant(FROM + days(7));

    const together = await reportsOf(world)({ from: FROM, to, channels: ['#orders', '#alerts'] });

    expect(together).toEqual([await weekOf(world, '#orders'), await weekOf(world, '#alerts')]);
  });

  it('put a suggestion below the route that the alerts took', async () => {
    const world = await atWeekStart(
      aPolicy({ ...root, routes: [below(parent, 'service="batch"', { channel: '#batch' })] }),
    );
    await peaks(world, 4);
    await world.advance('7d');

    const { suggestions } = await weekOf(world, '#batch');

    expect(suggestions).toMatchObject([{ under: 'route.routes[0].routes', fewerCards: 4 }]);
  });
});

describe('a suggestion', () => {
  it('is none where somebody acknowledged what would be missed', async () => {
    const world = await atWeekStart(aPolicy(root));
    await peaks(world, 5);
    await world.fire(cpu());
    await world.ask({ verb: 'acknowledge' }, 6);
    await world.advance('4m');
    await world.resolve(cpu());
    await world.advance('7d');

    const { noisy, suggestions } = await weekOf(world);

    expect(noisy).toMatchObject([{ cards: 6, acknowledged: 1 }]);
    expect(suggestions).toEqual([]);
  });

  it('may let what somebody acknowledged come later', async () => {
    const world = await atWeekStart(aPolicy(root));
    await peaks(world, 9);
    await world.fire(cpu());
    await world.ask({ verb: 'acknowledge' }, 10);
    await world.advance('2h');
    await world.resolve(cpu());
    await world.advance('7d');

    const { suggestions } = await weekOf(world);

    expect(suggestions).toMatchObject([{ fewerCards: 9, missed: 0, later: minutes(10) }]);
  });

  it('groups what differs in one label alone', async () => {
    const world = await atWeekStart(aPolicy({ ...root, groupBy: 'all' }));
    for (let n = 0; n < 8; n++) await world.fire(cpu(`h${n}`));
    await world.advance('3h');
    for (let n = 0; n < 8; n++) await world.resolve(cpu(`h${n}`));
    await world.advance('7d');

    const { suggestions } = await weekOf(world);

    expect(suggestions).toMatchObject([
      {
        finding: '8 cards that differ in instance',
        proposal: 'Group by alertname and service',
        fewerCards: 7,
        lines: expect.stringContaining('group_by: [alertname, service]'),
      },
    ]);
  });

  it('groups by service what is wrong with one service at once', async () => {
    const world = await atWeekStart(aPolicy(root));
    const names = ['Slow', 'Errors', 'NoTraffic'];
    for (let n = 0; n < 3; n++) {
      for (const alertname of names) await world.fire({ labels: { alertname, service: 'shop' } });
      await world.advance('3h');
      for (const alertname of names)
        await world.resolve({ labels: { alertname, service: 'shop' } });
      await world.advance('1h');
    }
    await world.advance('7d');

    const { suggestions } = await weekOf(world);

    expect(suggestions).toMatchObject([
      { about: 'All of shop', proposal: 'Group by service', fewerCards: 6, missed: 0 },
    ]);
  });

  it('asks for some users before an error is told', async () => {
    const world = await atWeekStart(
      aPolicy({ ...root, groupBy: ['exception_group'], expireAfter: minutes(30) }),
    );
    for (let n = 0; n < 4; n++) {
      const labels = { exception_group: 'E1', service: 'shop' };
      await world.fire({ labels, title: 'TypeError', event: { user: `user-${n}` } });
      await world.advance('1h');
    }
    await world.advance('7d');

    const { suggestions } = await weekOf(world);

    expect(suggestions).toMatchObject([
      { proposal: 'Raise notify_when to 5 users in 1 h', fewerCards: 4, missed: 0, later: null },
    ]);
  });

  it('ignores what people mute again and again', async () => {
    const world = await atWeekStart(aPolicy(root));
    for (let n = 1; n <= 4; n++) {
      await world.fire(cpu());
      await world.ask({ verb: 'mute', until: world.in('10m'), reason: '' }, n);
      await world.advance('3h');
      await world.resolve(cpu());
      await world.advance('1h');
    }
    await world.advance('7d');

    const { noisy, suggestions } = await weekOf(world);

    expect(noisy).toMatchObject([{ mutes: 4 }]);
    expect(suggestions).toMatchObject([
      {
        proposal: 'Ignore it',
        under: 'rules',
        fewerCards: 4,
        lines: expect.stringContaining('action: ignore'),
      },
    ]);
  });

  it('takes into account what inhibits its alerts', async () => {
    const inhibit = [
      {
        place: 'quell.yml line 9',
        source: below(aRoute(), 'alertname="HostDown"').match,
        target: below(aRoute(), 'alertname="HighCPU"').match,
        equal: [],
      },
    ];
    const world = await atWeekStart(aPolicy(root, { inhibit }));
    await peaks(world, 3);
    const down = { labels: { alertname: 'HostDown' } };
    await world.fire(down);
    await peaks(world, 20);
    await world.resolve(down);
    await world.advance('7d');

    const { suggestions } = await weekOf(world);

    expect(suggestions).toMatchObject([{ about: 'HighCPU in batch', fewerCards: 3 }]);
  });
});

it('makes reports one after the other, and goes on after one that failed', async () => {
  const world = await aWeek();
  let fails = true;
  const recordings: typeof world.store.recordings = async (query) => {
    if (fails) throw new Error('the disk is gone');
    return world.store.recordings(query);
  };
  const store = { ...world.store, recordings };
  const reports = reportsOf(Object.assign(Object.create(world), { store }));
  const question = { from: FROM, to: instant(FROM + days(7)), channels: [null] };

  await expect(reports(question)).rejects.toThrow('the disk is gone');
  fails = false;

  expect(await reports(question)).toEqual([await weekOf(world)]);
});

it('says so where a report that was asked for is not made', async () => {
  const question = { from: FROM, to: instant(FROM + days(7)), channel: null };

  await expect(oneReport(async () => [])(question)).rejects.toThrow(
    'A report was asked for and not made.',
  );
});
