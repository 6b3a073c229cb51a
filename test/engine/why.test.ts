import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld, type DecideWorld } from '../support/decide-world.ts';
import { why } from './trace.ts';

const on = (instance: string) => ({ labels: { alertname: 'Disk', instance } });

describe('the trace of an incident', () => {
  it('tells its way from the door to the card, and what came later', async () => {
    const world = await aConfiguredWorld(aPolicy({ mention: '@oncall' }));
    const begun = world.now;
    await world.fire(on('1'));
    await world.advance('5m');
    await world.fire(on('2'));
    await world.fire(on('2'));

    expect(await why(world, 1, begun)).toEqual([
      'Sent to #alerts as a new card, +0m',
      'From `prometheus`, accepted +0m',
      'No rule changed its alerts',
      'Route: the default (built in): #alerts',
      'Group `Disk`: no open incident, so INC-1 is a new one [opened]',
      '+0m: @oncall was called [opened]',
      '+5m: 1 alert joined: a thread entry, no call',
      '+5m: `2` joined',
      'Sent again once: counted only [duplicate]',
    ]);
  });

  it('names the route, the rules and the place in the configuration', async () => {
    const root = aRoute();
    const route = below(root, 'severity="critical"', {
      channel: '#incidents',
      place: 'quell.yml line 21',
    });
    const rule = {
      place: 'quell.yml line 4',
      match: below(root, 'alertname="Disk"').match,
      action: { type: 'set', labels: { severity: 'critical' }, severity: null, title: null },
    } as const;
    const world = await aConfiguredWorld(aPolicy({ routes: [route] }, { rules: [rule] }));
    await world.fire(on('1'));

    expect(await why(world)).toEqual(
      expect.arrayContaining([
        'Changed by the rules at `quell.yml line 4`',
        'Route `severity="critical"` (quell.yml line 21): #incidents',
      ]),
    );
  });

  it.each<[string, () => Promise<DecideWorld>, readonly string[]]>([
    [
      'a silence',
      async () => {
        const world = await aConfiguredWorld(aPolicy());
        await world.silence({ matchers: 'alertname=Disk', for: '1h' });
        await world.fire(on('1'));
        return world;
      },
      [
        'Nobody was told of it [silenced]',
        '+0m: not told, because of the silence of `alertname="Disk"` by Ann Lee (known) until +60m [silenced]',
        '`1` fires unheard, because of the silence of `alertname="Disk"` by Ann Lee (known) until +60m [silenced]',
      ],
    ],
    [
      'a threshold',
      async () => {
        const notifyWhen = {
          of: 'occurrences',
          count: 5,
          within: minutes(10),
          errors: [],
        } as const;
        const world = await aConfiguredWorld(aPolicy({ notifyWhen }));
        await world.fire(on('1'));
        return world;
      },
      [
        'Nobody was told of it [below-threshold]',
        'The threshold is 5 occurrences within 10 min: 1 so far [below-threshold]',
        '+0m: not told, since too little had happened yet [below-threshold]',
      ],
    ],
    [
      'a storm',
      async () => {
        const world = await aConfiguredWorld(
          aPolicy({ groupBy: 'all' }, { storm: { incidents: 1, within: seconds(60) } }),
        );
        await world.fire(on('2'));
        await world.fire(on('3'));
        return world;
      },
      ['Sent to #alerts as a new card, +0m'],
    ],
    [
      'the wait of its group',
      async () => {
        const world = await aConfiguredWorld(aPolicy({ groupWait: seconds(30) }));
        await world.fire(on('1'));
        return world;
      },
      ['Nobody was told of it. Its group waits for more alerts'],
    ],
  ])('says when nobody was told because of %s', async (_, make, expected) => {
    expect(await why(await make())).toEqual(expect.arrayContaining([...expected]));
  });

  it('says what a storm withheld', async () => {
    const world = await aConfiguredWorld(
      aPolicy({ groupBy: 'all' }, { storm: { incidents: 1, within: seconds(60) } }),
    );
    await world.fire(on('2'));
    await world.fire(on('3'));

    expect(await why(world, 2)).toEqual(
      expect.arrayContaining([
        'Nobody was told of it [storm]',
        '+0m: no card during the storm in #alerts that began +0m; it was named in the thread of the storm message [storm]',
      ]),
    );
  });

  it('tells what became of each alert that joined, also once it is over', async () => {
    const world = await aConfiguredWorld(aPolicy());
    const begun = world.now;
    await world.fire(on('a'));
    await world.advance('1m');
    await world.silence({ matchers: 'instance=b', for: '4m' });
    await world.fire(on('b'));
    await world.advance('1m');
    await world.resolve(on('b'));
    await world.fire(on('c'));
    await world.ask({ verb: 'mute', until: world.in('1h'), reason: '' });
    await world.fire(on('d'));

    expect(await why(world, 1, begun)).toEqual(
      expect.arrayContaining([
        '+1m: `b` joined, silenced by the silence of `instance="b"` by Ann Lee (known) until +5m: counted, told nobody; it ended +2m [silenced]',
        '+2m: `c` joined',
        '+2m: `d` joined, while it was muted: counted, told nobody [muted]',
      ]),
    );
  });

  it('of an alert that is over says when it ended', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire(on('a'));
    const begun = world.now;
    await world.fire(on('b'));
    await world.advance('2m');
    await world.resolve(on('b'));

    expect(await why(world, 1, begun)).toContain('+0m: `b` joined; it ended +2m');
  });

  it('tells what joined at once in one row, a host once, and all in the order of time', async () => {
    const world = await aConfiguredWorld(aPolicy());
    const begun = world.now;
    const disk = (instance: string, device: string) => ({
      labels: { alertname: 'Disk', instance, device },
      host: instance,
    });
    await world.fire(disk('db-0', 'a'));
    for (const device of ['a', 'b']) await world.fire(disk('db-1', device));
    for (let host = 2; host <= 12; host += 1) await world.fire(disk(`db-${host}`, 'a'));
    await world.advance('5m');
    await world.ask({ verb: 'acknowledge' });
    await world.advance('1m');
    await world.fire(disk('db-13', 'a'));

    const lines = await why(world, 1, begun);
    const named = Array.from({ length: 10 }, (_, place) => `\`db-${place + 1}\``).join(', ');

    expect(lines.slice(lines.findIndex((line) => line.includes('13 alerts joined: `')))).toEqual([
      `+0m: 13 alerts joined: ${named} and 2 more`,
      '+5m: Ann Lee acknowledged, so nobody is called [asked]',
      '+6m: 1 alert joined: a thread entry, no call',
      '+6m: `db-13` joined',
    ]);
  });

  it('folds what came back again and again, and more alerts than anybody reads', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire(on('a'));
    for (let host = 1; host <= 30; host += 1) {
      await world.advance('1s');
      await world.fire(on(`h${host}`));
    }
    const begun = world.now;
    for (let time = 0; time < 3; time += 1) {
      await world.advance('1m');
      await world.resolve(on('h1'));
      await world.fire(on('h1'));
    }

    const lines = await why(world, 1, begun);

    expect(lines.filter((line) => line.includes('` joined'))).toHaveLength(16);
    expect(lines).toContain('and 15 more alerts joined');
  });

  it.each<[string, Partial<Delivery>, string]>([
    [
      'a channel that is not there',
      { card: null, fault: 'channel_not_found' },
      'Not in Slack yet: the channel #alerts cannot be delivered to (channel_not_found)',
    ],
    [
      'Slack being away',
      { card: null },
      'Not in Slack yet: its card for #alerts waits for Slack since +0m',
    ],
    [
      'a card that somebody deleted',
      { card: { ts: '', revision: 1 } },
      'Its card in #alerts is gone, and was not posted again',
    ],
  ])('says what became of the card, with %s', async (_, slack, expected) => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire(on('1'));

    expect((await why(world, 1, world.now, slack))[0]).toBe(expected);
  });

  it('says when Slack took the card late, or anew', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire(on('1'));
    const card = { ts: `${world.now / 1_000 + 120}`, revision: 1 };

    expect(await why(world, 1, world.now, { card })).toContain(
      'Sent to #alerts as a new card, +0m, which Slack took +2m',
    );
    expect(await why(world, 1, world.now, { card, generation: 1 })).toContain(
      'Sent to #alerts as a new card, +0m, which was lost: posted anew +2m',
    );
    expect(await why(world, 1, world.now, { card, generation: 1, elsewhere: [] })).toContain(
      'Sent to #alerts as a new card, +0m, in another workspace: posted anew +2m',
    );
    expect(await why(world, 1, world.now, { card: null, waitsBeyond: 1 })).toContain(
      'Its card is in another workspace: it comes to #alerts with the next news',
    );
  });

  it('counts only what lies within the span of the threshold', async () => {
    const notifyWhen = { of: 'occurrences', count: 3, within: seconds(90), errors: [] } as const;
    const world = await aConfiguredWorld(aPolicy({ notifyWhen }));
    await world.fire(on('1'));
    await world.advance('1m');
    await world.fire(on('2'));
    await world.advance('1m');

    expect(await why(world)).toContain(
      'The threshold is 3 occurrences within 1 min 30 s: 1 so far [below-threshold]',
    );
  });

  it('of one that a person opened says who', async () => {
    const world = await aConfiguredWorld(aPolicy());
    const actor = { type: 'person', id: 'U2', name: 'Bob Ortiz' } as const;
    await world.command({
      type: 'open',
      actor,
      title: 'T',
      severity: 'error',
      description: '',
      channel: null,
    });

    expect(await why(world)).toEqual([
      'Sent to #alerts as a new card, +0m',
      'Bob Ortiz opened it by hand [opened]',
    ]);
  });
});
