import type { Policy } from '../../src/domain/policy.ts';
import { hours, minutes, seconds } from '../../src/domain/time.ts';
import { aPolicy, aRoute, below } from './builders.ts';

const QUICK = { resolveAfter: minutes(2), reopenWithin: hours(24), expireAfter: hours(100) };

/** Everything at once told, nothing damped. */
const PLAIN: Policy = aPolicy(QUICK);

const root = aRoute({
  ...QUICK,
  groupWait: seconds(31),
  groupInterval: seconds(97),
  repeatInterval: minutes(47),
  mention: '@oncall',
  escalation: 'default',
});

/** Waits, calls, escalates, damps flapping, and has thresholds for B and for one error. */
const DAMPED: Policy = aPolicy(
  {
    ...root,
    routes: [
      below(root, 'alertname="B"', {
        groupWait: seconds(0),
        notifyWhen: { of: 'occurrences', count: 2, within: minutes(13), errors: [] },
      }),
      below(root, 'alertname="ValueError"', {
        notifyWhen: { of: 'users', count: 2, within: null, errors: ['regression', 'escalating'] },
      }),
    ],
  },
  {
    flapping: { changes: 2, within: minutes(19), quiet: minutes(11) },
    escalations: [
      {
        name: 'default',
        steps: [
          { after: minutes(3), notify: '@ann' },
          { after: minutes(17), notify: '#leads' },
        ],
      },
    ],
  },
);

/** Calms storms of more than one incident, each alert an incident of its own. */
const STORMY: Policy = aPolicy(
  { ...QUICK, groupBy: 'all' },
  { storm: { incidents: 1, within: seconds(59) } },
);

/** Rules, two routes for one alert, and one host's A inhibits its B. */
const ROUTED: Policy = (() => {
  const base = aRoute(QUICK);
  const matchers = (name: string) => below(base, `alertname="${name}"`).match;
  return aPolicy(
    {
      ...base,
      routes: [
        below(base, 'instance="1"', { channel: '#ones', goesOn: true }),
        below(base, 'alertname="A"', { channel: '#as' }),
      ],
    },
    {
      rules: [
        {
          place: 'quell.yml line 2',
          match: below(base, 'instance="2", severity="info"').match,
          action: { type: 'ignore' },
        },
        {
          place: 'quell.yml line 4',
          match: matchers('B'),
          action: { type: 'set', labels: { team: 'b' }, severity: null, title: 'B of team b' },
        },
      ],
      inhibit: [
        {
          place: 'quell.yml line 9',
          source: matchers('A'),
          target: matchers('B'),
          equal: ['instance'],
        },
      ],
    },
  );
})();

/** What properties should hold under. */
export const POLICIES: readonly (readonly [string, Policy])[] = [
  ['plain', PLAIN],
  ['damped', DAMPED],
  ['stormy', STORMY],
  ['routed', ROUTED],
];
