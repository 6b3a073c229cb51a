import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { TimeInterval } from '../../src/domain/calendar.ts';
import type { InhibitRule, Policy, Route } from '../../src/domain/policy.ts';
import { duration } from '../../src/domain/time.ts';
import { alertmanagerConfig } from '../../src/http/alertmanager-api/config.ts';
import { aPolicy, aRoute, below } from '../support/builders.ts';
import { CALENDARS, matchers, routedPolicy } from './routed-policy.ts';

const configOf = (policy: Policy) => parse(alertmanagerConfig(policy));
const rootOf = (route: Partial<Route>) => configOf(aPolicy(route, { calendars: CALENDARS })).route;

it('says a policy in the words of Alertmanager', () => {
  expect(configOf(routedPolicy())).toEqual({
    global: { resolve_timeout: '5m' },
    route: {
      receiver: '#alerts',
      group_by: ['alertname', 'service'],
      group_wait: '0s',
      group_interval: '30s',
      repeat_interval: '4h',
      routes: [
        {
          receiver: '#incidents',
          matchers: ['severity="critical"'],
          continue: true,
          group_by: ['...'],
          group_wait: '0s',
          group_interval: '30s',
          repeat_interval: '4h',
        },
        {
          receiver: '#db',
          matchers: ['team=~"db|storage"'],
          group_by: ['alertname', 'service'],
          group_wait: '1m30s',
          group_interval: '30s',
          repeat_interval: '1h30m',
          routes: [
            {
              receiver: '#db-test',
              matchers: ['env!="prod"'],
              group_by: [],
              group_wait: '1m30s',
              group_interval: '30s',
              repeat_interval: '1h30m',
              mute_time_intervals: ['freeze'],
              active_time_intervals: ['office'],
            },
          ],
        },
        {
          receiver: '#alerts',
          matchers: ['say="a \\"word\\", {or} two\\n"'],
          group_by: ['alertname', 'service'],
          group_wait: '0s',
          group_interval: '30s',
          repeat_interval: '4h',
        },
      ],
    },
    inhibit_rules: [
      {
        source_matchers: ['alertname="HostDown"'],
        target_matchers: ['severity=~"warning|info"'],
        equal: ['instance'],
      },
    ],
    time_intervals: [
      {
        name: 'office',
        time_intervals: [
          {
            times: [{ start_time: '09:00', end_time: '17:00' }],
            weekdays: ['monday:friday'],
            location: 'Europe/Berlin',
          },
        ],
      },
      {
        name: 'freeze',
        time_intervals: [
          {
            times: [{ start_time: '00:00', end_time: '24:00' }],
            days_of_month: ['1:7', '-3:-1'],
            months: ['11:12'],
            years: ['2090'],
            location: 'UTC',
          },
        ],
      },
    ],
    receivers: [{ name: '#alerts' }, { name: '#incidents' }, { name: '#db' }, { name: '#db-test' }],
  });
});

describe('what Alertmanager would refuse', () => {
  it.each<readonly [string, Partial<Route>, object, readonly string[]]>([
    [
      'label names that it does not take are left out',
      { groupBy: ['a.b', 'alertname', 'größe', ''] },
      { group_by: ['alertname'] },
      [],
    ],
    ['a label comes once', { groupBy: ['a', 'b', 'a'] }, { group_by: ['a', 'b'] }, []],
    [
      'an interval of nothing is left out',
      { groupInterval: duration(0), repeatInterval: duration(0) },
      {},
      ['group_interval', 'repeat_interval'],
    ],
    [
      'times of the root are those of a child for everything',
      { muteDuring: ['office'], routes: [below(aRoute(), 'a="b"')] },
      {
        routes: [{ mute_time_intervals: ['office'], routes: [{ matchers: ['a="b"'] }] }],
      },
      ['mute_time_intervals'],
    ],
  ])('is said otherwise: %s', (_, route, expected, without) => {
    const root = rootOf(route);

    expect(root).toMatchObject(expected);
    for (const name of without) expect(root).not.toHaveProperty(name);
  });

  it('is a rule that compares a label it has no words for: it is left out', () => {
    const rule = (equal: readonly string[]): InhibitRule => ({
      place: 'quell.yml line 1',
      source: matchers('a="b"'),
      target: matchers('c="d"'),
      equal,
    });

    const { inhibit_rules } = configOf(aPolicy({}, { inhibit: [rule(['x.y']), rule([])] }));

    expect(inhibit_rules).toEqual([{ source_matchers: ['a="b"'], target_matchers: ['c="d"'] }]);
  });
});

const ALWAYS: TimeInterval = {
  times: [],
  weekdays: [],
  daysOfMonth: [],
  months: [],
  years: [],
  timezone: 'UTC',
};

it.each<readonly [string, Partial<TimeInterval>, object]>([
  ['always', {}, {}],
  ['one weekday', { weekdays: [{ from: 0, to: 0 }] }, { weekdays: ['sunday'] }],
  [
    'the weekend',
    {
      weekdays: [
        { from: 6, to: 6 },
        { from: 0, to: 0 },
      ],
    },
    { weekdays: ['saturday', 'sunday'] },
  ],
  [
    'a minute',
    { times: [{ from: 61, to: 62 }] },
    { times: [{ start_time: '01:01', end_time: '01:02' }] },
  ],
  ['the last day of a month', { daysOfMonth: [{ from: -1, to: -1 }] }, { days_of_month: ['-1'] }],
  ['one month', { months: [{ from: 2, to: 2 }] }, { months: ['2'] }],
])('writes %s as Alertmanager does', (_, interval, expected) => {
  const calendars = { x: [{ ...ALWAYS, ...interval }] };

  const { time_intervals } = configOf(aPolicy({}, { calendars }));

  expect(time_intervals).toEqual([
    { name: 'x', time_intervals: [{ ...expected, location: 'UTC' }] },
  ]);
});
