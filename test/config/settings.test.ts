import { describe, expect, it } from 'vitest';
import { toPolicy } from '../../src/config/build/policy.ts';
import { DEFAULT_SETTINGS } from '../../src/config/build/settings.ts';
import { ConfigFile } from '../../src/config/schema/file.ts';
import { days, duration, hours, instant, minutes, seconds } from '../../src/domain/time.ts';
import { reading, settingsOf } from './support.ts';

const matcher = (name: string, value: string) => ({ name, operator: '=' as const, value });

describe('the built-in configuration', () => {
  it('is what the documentation promises', () => {
    expect(DEFAULT_SETTINGS.policy).toEqual({
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
      rules: [],
      route: {
        path: '',
        place: 'built in',
        match: [],
        goesOn: false,
        routes: [],
        channel: '#alerts',
        groupBy: ['alertname', 'service', 'exception_group'],
        groupWait: 0,
        groupInterval: seconds(30),
        repeatInterval: hours(4),
        resolveAfter: minutes(2),
        reopenWithin: hours(24),
        expireAfter: days(7),
        notifyWhen: { of: 'occurrences', count: 1, within: null, errors: [] },
        mention: null,
        escalation: null,
        muteDuring: [],
        activeDuring: [],
      },
      inhibit: [],
      maintenance: [],
      calendars: {},
      storm: { incidents: 10, within: minutes(1) },
      flapping: { changes: 4, within: minutes(10), quiet: minutes(10) },
      escalations: [],
      errors: { fingerprints: [], environments: ['production', 'prod', 'live'], keep: 50 },
    });
    expect(DEFAULT_SETTINGS.errors).toEqual({
      scrub: { fields: [], keepIp: false, keepEmail: false },
      perProject: 10_000,
      log: null,
    });
    expect(DEFAULT_SETTINGS.retention).toEqual({
      resolved: days(90),
      occurrences: days(14),
      events: days(30),
    });
  });

  it.each([
    ['an empty file', ''],
    ['a file of comments', '# nothing\n'],
    ['sections in which everything is commented out', 'rules:\n  # - match\nroute:\nstorm:\n'],
  ])('is that of %s', (_, text) => {
    expect(settingsOf(text)).toEqual(DEFAULT_SETTINGS);
  });
});

describe('a configuration file', () => {
  it('gives rules with their places', () => {
    const { policy } = settingsOf(`
rules:
  - match: 'team="db"'
    action: ignore
  - match: ['{env="staging", severity=~"warning|info"}']
    set: {severity: info, title: Noise, labels: {team: ""}}
`);

    expect(policy.rules).toEqual([
      { place: 'quell.yml line 3', match: [matcher('team', 'db')], action: { type: 'ignore' } },
      {
        place: 'quell.yml line 5',
        match: [
          matcher('env', 'staging'),
          { name: 'severity', operator: '=~', value: 'warning|info' },
        ],
        action: { type: 'set', severity: 'info', title: 'Noise', labels: { team: '' } },
      },
    ]);
  });

  it('gives each place once, also where several parts stand in one line', () => {
    const { policy } = settingsOf(
      `inhibit: [{source: 'a="1"', target: 'b="1"'}, {source: 'a="2"', target: 'b="2"'}]`,
    );

    expect(policy.inhibit.map(({ place }) => place)).toEqual([
      'quell.yml line 1',
      'quell.yml line 1 (inhibit[1])',
    ]);
  });

  it('gives planned work once and again and again', () => {
    const { policy } = settingsOf(`
timezone: Europe/Berlin
maintenance:
  - name: database upgrade
    match: ['service="db"']
    start: 2026-05-01T22:00:00+02:00
    end: 2026-05-02T02:00:00+02:00
  - match: []
    cron: "0 2 * * 0"
    duration: 1h30m
`);

    expect(policy.maintenance).toEqual([
      {
        name: 'database upgrade',
        place: 'quell.yml line 4',
        match: [matcher('service', 'db')],
        window: {
          type: 'once',
          startsAt: instant(Date.parse('2026-05-01T20:00:00Z')),
          endsAt: instant(Date.parse('2026-05-02T00:00:00Z')),
        },
      },
      {
        name: 'quell.yml line 8',
        place: 'quell.yml line 8',
        match: [],
        window: {
          type: 'cron',
          cron: '0 2 * * 0',
          duration: minutes(90),
          timezone: 'Europe/Berlin',
        },
      },
    ]);
  });

  it('gives named sets of times in Alertmanager’s syntax', () => {
    const { policy } = settingsOf(`
time_intervals:
  - name: quiet
    time_intervals:
      - times: [{start_time: '17:30', end_time: '24:00'}]
        weekdays: ['monday:friday', sunday]
        days_of_month: [1, '-3:-1', '1:-1']
        months: ['january:march', 12, December]
        years: [2026, '2027:2030']
        location: America/New_York
`);

    expect(policy.calendars).toEqual({
      quiet: [
        {
          times: [{ from: 1_050, to: 1_440 }],
          weekdays: [
            { from: 1, to: 5 },
            { from: 0, to: 0 },
          ],
          daysOfMonth: [
            { from: 1, to: 1 },
            { from: -3, to: -1 },
            { from: 1, to: -1 },
          ],
          months: [
            { from: 1, to: 3 },
            { from: 12, to: 12 },
            { from: 12, to: 12 },
          ],
          years: [
            { from: 2026, to: 2026 },
            { from: 2027, to: 2030 },
          ],
          timezone: 'America/New_York',
        },
      ],
    });
  });

  it('gives sources, with keys from the environment', () => {
    const { sources } = settingsOf(
      `
sources:
  - {name: prometheus, type: alertmanager, key: "\${PROM_KEY}", rate: 100/s, resolve_timeout: 5m}
  - {name: jobs, type: json, rate: 60/m}
`,
      { PROM_KEY: 'abc' },
    );

    expect(sources).toEqual([
      {
        name: 'prometheus',
        type: 'alertmanager',
        key: 'abc',
        rate: { count: 100, per: duration(1_000) },
        resolveTimeout: minutes(5),
        project: null,
        map: null,
        example: null,
      },
      {
        name: 'jobs',
        type: 'json',
        key: null,
        rate: { count: 60, per: duration(60_000) },
        resolveTimeout: null,
        project: null,
        map: null,
        example: null,
      },
    ]);
  });

  it('gives projects of SDKs, written as numbers or texts', () => {
    const { sources } = settingsOf(`
sources:
  - {name: shop, type: sentry-sdk, project: 7}
  - {name: web, type: sentry-sdk, project: '08'}
  - {name: jobs, type: rollbar-sdk}
`);

    expect(sources.map(({ type, project }) => [type, project])).toEqual([
      ['sentry-sdk', '7'],
      ['sentry-sdk', '08'],
      ['rollbar-sdk', null],
    ]);
  });

  it('gives mappings with their expressions as they are written', () => {
    const text = `
sources:
  - name: jobs
    type: json
    map:
      title: '$$.job & " $\{failed}"'
      dedup_key: job
      labels: {team: owner.team}
    example: {job: $$}
`;

    expect(settingsOf(text).sources).toMatchObject([
      {
        map: {
          fields: { title: `$$.job & " $\{failed}"`, dedup_key: 'job' },
          labels: { team: 'owner.team' },
          annotations: {},
        },
        example: { job: '$$' },
      },
    ]);
  });

  it('gives what is said about errors', () => {
    const { policy, errors, retention } = settingsOf(`
errors:
  environments: [production, staging]
  keep: 5
  per_project: 700
  scrub: {fields: [iban], ip: keep, email: mask}
  fingerprints:
    - match: ['exception_type="OperationalError"']
      fingerprint: [database, "{{ default }}"]
  log: data/errors.jsonl
retention: {events: 7d}
`);

    expect(policy.errors).toEqual({
      environments: ['production', 'staging'],
      keep: 5,
      fingerprints: [
        {
          place: 'quell.yml line 8',
          match: [matcher('exception_type', 'OperationalError')],
          fingerprint: ['database', '{{ default }}'],
        },
      ],
    });
    expect(errors).toEqual({
      scrub: { fields: ['iban'], keepIp: true, keepEmail: false },
      perProject: 700,
      log: 'data/errors.jsonl',
    });
    expect(retention.events).toBe(days(7));
  });

  it.each([
    ['all conditions', 'first_seen: true, regression: true, escalating: true', null, 3],
    ['one beside a count', 'occurrences: 10, within: 5m, escalating: true', 10, 1],
    ['one that is not wanted', 'occurrences: 10, first_seen: false', 10, 0],
  ])('gives thresholds of errors: %s', (_, text, count, conditions) => {
    const { notifyWhen } = settingsOf(`route: {notify_when: {${text}}}`).policy.route;

    expect(notifyWhen.count).toBe(count);
    expect(notifyWhen.errors).toHaveLength(conditions);
  });

  it.each([
    ['storm', 'storm: false', { storm: null }],
    ['flapping', 'flapping: false', { flapping: null }],
  ])('can switch %s off', (_, text, expected) => {
    expect(settingsOf(text).policy).toMatchObject(expected);
  });

  it.each([
    ['a limit', 'storm: {incidents: 5}', { storm: { incidents: 5, within: minutes(1) } }],
    [
      'a time',
      'flapping: {quiet: 1h}',
      { flapping: { changes: 4, within: minutes(10), quiet: hours(1) } },
    ],
  ])('keeps the other defaults where it says %s', (_, text, expected) => {
    expect(settingsOf(text).policy).toMatchObject(expected);
  });

  it('gives the report, retention and the default channel', () => {
    const settings = settingsOf(`
slack: {default_channel: "#ops"}
timezone: Europe/Berlin
retention: {resolved: 30d}
report: {day: Friday, time: '16:30', channel: "#noise"}
`);

    expect(settings).toMatchObject({
      defaultChannel: '#ops',
      policy: { route: { channel: '#ops' } },
      retention: { resolved: days(30), occurrences: days(14) },
      report: { weekly: true, channel: '#noise', day: 5, minute: 990, timezone: 'Europe/Berlin' },
    });
  });

  it('may use anchors and merge keys', () => {
    const { policy } = settingsOf(`
route:
  routes:
    - &team
      match: ['team="db"']
      channel: "#db"
      group_wait: 30s
    - <<: *team
      match: ['team="web"']
`);

    expect(policy.route.routes[1]).toMatchObject({ channel: '#db', groupWait: seconds(30) });
  });
});

it('planned work without a time is a fault of ours, where it was not refused', () => {
  const file: ConfigFile = { ...ConfigFile.parse({}), maintenance: [{ match: [] }] };

  expect(() => toPolicy(file, () => 'here')).toThrow(
    'Planned work without a time was not refused.',
  );
});

describe('the version of a policy', () => {
  const text = 'route:\n  channel: "#ops"\n';
  const version = (of: string, environment = {}) => settingsOf(of, environment).policy.version;

  it('is the same for the same content', () => {
    expect(version(text)).toBe(version(`${text}# a comment\n`));
  });

  it.each([
    ['a setting', 'route:\n  channel: "#other"\n'],
    ['a place', `\n${text}`],
  ])('is another one for another %s', (_, other) => {
    expect(version(other)).not.toBe(version(text));
  });

  it('is another one where a variable has another value', () => {
    const variable = `route:\n  channel: "#\${TEAM}"\n`;

    expect(version(variable, { TEAM: 'a' })).not.toBe(version(variable, { TEAM: 'b' }));
  });
});

describe('a warning', () => {
  const warnings = (text: string) => {
    const read = reading(text);
    return 'settings' in read ? read.warnings.map(({ path, wrong }) => `${path}: ${wrong}`) : [];
  };

  it.each([
    [
      'planned work is over',
      `maintenance: [{match: [], start: 2026-01-01T00:00:00Z, end: 2026-01-02T00:00:00Z}]`,
      'maintenance[0].end: This planned work is over; it may be taken out.',
    ],
    [
      'no route refers to an escalation',
      `escalations: [{name: night, steps: [{after: 0s, notify: "@a"}]}]`,
      'escalations[0].name: No route refers to "night".',
    ],
    [
      'no route refers to a time interval',
      `time_intervals: [{name: night, time_intervals: [{weekdays: [sunday]}]}]`,
      'time_intervals[0].name: No route refers to "night".',
    ],
  ])('tells where %s', (_, text, expected) => {
    expect(warnings(text)).toEqual([expected]);
  });

  it('does not come without a reason', () => {
    const text = `maintenance: [{match: [], start: 2026-01-01T00:00:00Z, end: 2026-09-02T00:00:00Z}]`;

    expect(warnings(text)).toEqual([]);
  });
});
