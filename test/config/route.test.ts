import { describe, expect, it } from 'vitest';
import type { Route } from '../../src/domain/policy.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { settingsOf } from './support.ts';

function root(text: string): Route {
  return settingsOf(`${text}
escalations: [{name: default, steps: [{after: 5m, notify: "@oncall"}]}]
time_intervals: [{name: nights, time_intervals: [{times: [{start_time: '00:00', end_time: '06:00'}]}]}]
`).policy.route;
}

function child(settings: string, above = ''): Route {
  const [first] = root(`
route:
  ${above}
  routes:
    - match: ['team="db"']
      ${settings}`).routes;
  if (!first) throw new Error('There is no route.');
  return first;
}

describe('a route inherits', () => {
  it.each([
    ['channel: "#ops"', { channel: '#ops' }],
    ['group_by: [team]', { groupBy: ['team'] }],
    ["group_by: ['...']", { groupBy: 'all' }],
    ['group_by: []', { groupBy: [] }],
    ['group_wait: 30s', { groupWait: seconds(30) }],
    ['group_interval: 5m', { groupInterval: minutes(5) }],
    ['repeat_interval: 10m', { repeatInterval: minutes(10) }],
    ['resolve_after: 5m', { resolveAfter: minutes(5) }],
    ['expire_after: 5m', { expireAfter: minutes(5) }],
    ['reopen_within: 0s', { reopenWithin: 0 }],
    [
      'notify_when: {users: 5, within: 1m}',
      { notifyWhen: { of: 'users', count: 5, within: minutes(1), errors: [] } },
    ],
    ['mention: "@oncall"', { mention: '@oncall' }],
    ['escalation: default', { escalation: 'default' }],
    ['mute_time_intervals: [nights]', { muteDuring: ['nights'] }],
    ['active_time_intervals: [nights]', { activeDuring: ['nights'] }],
  ])('%s', (setting, expected) => {
    expect(child('', setting)).toMatchObject(expected);
    expect(child(setting)).toMatchObject(expected);
  });

  it.each([
    ['channel', 'channel: "#a"', 'channel: "#b"', { channel: '#b' }],
    ['time', 'group_wait: 1m', 'group_wait: 0s', { groupWait: 0 }],
    ['mention, to nobody', 'mention: "@oncall"', 'mention: false', { mention: null }],
    ['escalation, to none', 'escalation: default', 'escalation: false', { escalation: null }],
    [
      'list, to an empty one',
      'mute_time_intervals: [nights]',
      'mute_time_intervals: []',
      { muteDuring: [] },
    ],
    [
      'threshold as a whole',
      'notify_when: {users: 5, within: 1m}',
      'notify_when: {occurrences: 2}',
      { notifyWhen: { of: 'occurrences', count: 2, within: null, errors: [] } },
    ],
  ])('and overrides: its %s', (_, above, own, expected) => {
    expect(child(own, above)).toMatchObject(expected);
  });

  it('neither continue nor match from the route above', () => {
    const [above] = root(`
route:
  routes:
    - match: ['team="db"']
      continue: true
      routes: [{match: ['severity="critical"']}]`).routes;

    expect(above).toMatchObject({ goesOn: true, routes: [{ goesOn: false }] });
    expect(above?.routes[0]?.match).toHaveLength(1);
  });
});

describe('the path of a route', () => {
  const paths = (route: Route): readonly string[] => [route.path, ...route.routes.flatMap(paths)];

  it('is made of the matchers from the root', () => {
    const tree = root(`
route:
  routes:
    - match: ['team="db"', 'env="production"']
      routes: [{match: 'severity="critical"'}, {channel: "#rest"}]
    - channel: "#all"`);

    expect(paths(tree)).toEqual([
      '',
      '{env="production",team="db"}',
      '{env="production",team="db"}/{severity="critical"}',
      '{env="production",team="db"}/{}',
      '{}',
    ]);
  });

  it('stays when routes, or matchers within one, change places', () => {
    const one = `{match: ['a="1"', 'b="2"']}`;
    const two = `{match: ['c="3"']}`;
    const turned = `{match: ['b="2"', 'a="1"']}`;

    const before = paths(root(`route: {routes: [${one}, ${two}]}`));
    const after = paths(root(`route: {routes: [${two}, ${turned}]}`));

    expect([...after].sort()).toEqual([...before].sort());
  });
});
