import { describe, expect, it } from 'vitest';
import { routesOf } from '../../src/engine/route.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { aConfiguredWorld } from '../support/decide-world.ts';

const root = aRoute();
const db = below(root, 'team="db"', { channel: '#db' });
const critical = below(root, 'severity="critical"', { channel: '#incidents', goesOn: true });
const deep = below(root, 'env="prod"', {
  channel: '#prod',
  routes: [below(below(root, 'env="prod"'), 'team="web"', { channel: '#web' })],
});

describe('the route of an alert', () => {
  it.each<[string, readonly (typeof root)[], Record<string, string>, readonly string[]]>([
    ['is the root where none below matches', [db], { team: 'web' }, ['#alerts']],
    ['is the first that matches', [db, { ...db, channel: '#second' }], { team: 'db' }, ['#db']],
    ['is the deepest that matches', [deep], { env: 'prod', team: 'web' }, ['#web']],
    ['is the parent where no child matches', [deep], { env: 'prod' }, ['#prod']],
    [
      'is two where the first goes on',
      [critical, db],
      { severity: 'critical', team: 'db' },
      ['#incidents', '#db'],
    ],
    [
      'is one where the first goes on and no other matches',
      [critical, db],
      { severity: 'critical' },
      ['#incidents'],
    ],
  ])('%s', (_, routes, labels, channels) => {
    const found = routesOf(labels, { ...root, routes });

    expect(found.map(({ channel }) => channel)).toEqual(channels);
  });
});

describe('the severity of an alert', () => {
  it('is what routes match where no label says it', async () => {
    const world = await aConfiguredWorld(aPolicy({ routes: [critical] }));
    await world.fire({ labels: { alertname: 'Disk' }, severity: 'critical' });

    expect((await world.incident()).channel).toBe('#incidents');
  });
});

describe('an alert on two routes', () => {
  const policy = aPolicy({ routes: [critical, db] });
  const both = { labels: { alertname: 'Down', severity: 'critical', team: 'db' } };

  it('is an incident in each channel, and one outcome', async () => {
    const world = await aConfiguredWorld(policy);

    expect(await world.fire(both)).toBe('opened');
    expect(
      (await world.incidents()).map(({ channel, firingCount }) => [channel, firingCount]),
    ).toEqual([
      ['#incidents', 1],
      ['#db', 1],
    ]);
  });

  it('ends in both', async () => {
    const world = await aConfiguredWorld(policy);
    await world.fire(both);
    await world.resolve(both);
    await world.advance('3m');

    expect((await world.incidents()).map(({ status }) => status)).toEqual(['resolved', 'resolved']);
  });

  it('stays in both until it ends, also when the configuration has one route less', async () => {
    const world = await aConfiguredWorld(policy);
    await world.fire(both);
    await world.configure(aPolicy({ routes: [critical] }, { version: 'less' }));

    expect(await world.fire(both)).toBe('duplicate');
    await world.resolve(both);
    await world.advance('3m');
    expect((await world.incidents()).map(({ status }) => status)).toEqual(['resolved', 'resolved']);
  });
});

describe('what fires', () => {
  it('stays in its incident when a new configuration groups it otherwise; what is new goes by the new one', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire({ labels: { alertname: 'Disk', instance: '1' } });
    await world.configure(aPolicy({ groupBy: 'all' }, { version: 'all apart' }));
    await world.fire({ labels: { alertname: 'Disk', instance: '1' } });
    await world.fire({ labels: { alertname: 'Disk', instance: '2' } });

    expect((await world.incidents()).map(({ alertCount }) => alertCount)).toEqual([1, 1]);
  });
});

describe('alerts of one incident key', () => {
  it('share an incident, whatever the route groups by', async () => {
    const world = await aConfiguredWorld(aPolicy({ groupBy: 'all' }));
    await world.fire({ labels: { alertname: 'A' }, incidentKey: 'k' });
    await world.fire({ labels: { alertname: 'B' }, incidentKey: 'k' });
    await world.fire({ labels: { alertname: 'C' }, incidentKey: 'other' });

    expect((await world.incidents()).map(({ alertCount }) => alertCount)).toEqual([2, 1]);
  });

  it('do not where two sources use the same key', async () => {
    const world = await aConfiguredWorld(aPolicy());
    await world.fire({ incidentKey: 'k', source: 'pagerduty' });
    await world.fire({ incidentKey: 'k', source: 'opsgenie', dedupKey: 'x' });

    expect(await world.incidents()).toHaveLength(2);
  });
});
