import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { differences } from '../../src/config/difference.ts';
import { showFaults } from '../../src/config/show.ts';
import { faultsOf, reading, settingsOf } from './support.ts';

describe('a variable', () => {
  it.each([
    ['is filled in', `"#\${TEAM}"`, '#db'],
    ['may stand within a text', `"#\${TEAM}-\${ENV}"`, '#db-test'],
    ['does not take a lone dollar', '"#a$b"', '#a$b'],
  ])('%s', (_, written, channel) => {
    const text = `slack: {default_channel: ${written}}`;
    const { defaultChannel } = settingsOf(text, {
      TEAM: 'db',
      ENV: 'test',
    });

    expect(defaultChannel).toBe(channel);
  });

  it('is none behind two dollars', () => {
    const text = `rules: [{match: [], set: {title: 'costs $$5 in $\${TEAM}'}}]`;
    const [rule] = settingsOf(text).policy.rules;

    expect(rule?.action).toMatchObject({ title: `costs $5 in \${TEAM}` });
  });

  it.each([
    ['missing', `\${NOBODY}`],
    ['empty', `\${EMPTY}`],
    ['not closed', `\${TEAM`],
    ['without a name', `\${}`],
    ['of an object’s own', `\${constructor}`],
  ])('is a fault where it is %s', (_, written) => {
    const faults = faultsOf(`route: {channel: '#${written}'}`, { EMPTY: '' });

    expect(faults.map(({ path }) => path)).toEqual(['route.channel']);
  });
});

it('what a fault would quote of a variable is left out', () => {
  const text = `rules: [{match: ["\${KEY}"], action: ignore}]`;

  expect(faultsOf(text, { KEY: 'hunter2' })[0]?.wrong).toBe(
    `"\${KEY}" is wrong once its variables are filled in.`,
  );
});

describe('a secret', () => {
  const SECRET = 'hunter2-hunter2';

  it.each([
    ['a key with a fault', `sources: [{name: a, type: json, key: '${SECRET} x'}]`],
    ['a key of the wrong kind', `sources: [{name: a, type: json, key: [${SECRET}]}]`],
    ['a key beside a fault', `sources: [{name: a, type: jsn, key: ${SECRET}}]`],
    [
      'a key over several lines',
      `sources:\n  - name: a\n    key: >\n      x ${SECRET}\n    typ: json`,
    ],
    [
      'a key in a file that is no YAML',
      `sources: [{name: a, key: ${SECRET}, type: json}\nroute: 1`,
    ],
    ['a variable as a key', `sources: [{name: a, type: json, key: "\${KEY} x"}]`],
    ['a variable as a channel', `route: {channel: "\${KEY}"}`],
    ['a variable as a matcher', `rules: [{match: ["\${KEY}"], action: ignore}]`],
    ['a variable in a matcher', `rules: [{match: ['a="\${KEY}"', 'a="b"'], action: ignore}]`],
    ['a variable as a name', `route: {escalation: "\${KEY}"}`],
    ['a variable as a type', `sources: [{name: a, type: "\${KEY}"}]`],
  ])('is never shown: %s', (_, text) => {
    const faults = faultsOf(text, { KEY: SECRET });

    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
    expect(showFaults('quell.yml', faults, { colours: true })).not.toContain('hunter2');
  });
});

describe('one fault', () => {
  it.each([
    ['a misspelt match is not missing too', `rules: [{matchs: ['a="b"'], action: ignore}]`],
    [
      'a faulty escalation exists all the same',
      `
route: {escalation: night}
escalations: [{name: night, steps: [{after: soon, notify: "@a"}]}]`,
    ],
    [
      'a route with a faulty matcher shadows nothing',
      `
route: {routes: [{match: ['a'], channel: "#a"}, {match: ['b="c"'], channel: "#b"}]}`,
    ],
    [
      'a route with a misspelt match shadows nothing',
      `
route: {routes: [{mtach: ['a="b"'], channel: "#a"}, {match: ['b="c"'], channel: "#b"}]}`,
    ],
    ['a rule with a faulty action does something', `rules: [{match: [], action: ignor}]`],
    [
      'planned work with a faulty time has one',
      `maintenance: [{match: [], start: soon, end: 2027-01-01T00:00:00Z}]`,
    ],
    ['a threshold with a faulty count has one', 'route: {notify_when: {users: many}}'],
    ['a missing variable is all that is said of its value', `route: {channel: "\${NOBODY}"}`],
    ['of what is nested without end, nothing else is said', `a: ${'['.repeat(5_000)}`],
    ['of a file that stands for itself', 'a: &a [*a, *a]'],
    ['of a huge file', `rules: [${'[],'.repeat(100_001)}]`],
  ])('brings no other: %s', (_, text) => {
    expect(faultsOf(text).map(({ path, wrong }) => `${path}: ${wrong}`)).toHaveLength(1);
  });

  it('hides no other, whatever stands before it in a list', () => {
    const faults = faultsOf(`
rules:
  - {match: ['a'], action: ignore}
  - {match: ['b="1"'], action: ignore}
  - {match: ['b="1"', 'c="2"'], set: {severity: info}}
escalations:
  - {name: 1}
  - {name: night, steps: [{after: 5m, notify: "@a"}, {after: 1m, notify: "@a"}]}
`);

    expect(faults.map(({ path }) => path)).toEqual([
      'rules[0].match[0]',
      'rules[2]',
      'escalations[0].steps',
      'escalations[0].name',
      'escalations[1].steps[1].after',
    ]);
  });
});

const KEYS = [
  'route',
  'routes',
  'match',
  'channel',
  'rules',
  'group_wait',
  'key',
  'name',
  '__proto__',
];
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('#alerts', '5m', 'a="b"', `\${X}`, '@a', '2026', 'default', ''),
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('any text', () => {
  const isAnswered = (text: string) => {
    const read = reading(text, { X: 'secret' });
    const answer =
      'settings' in read
        ? read.settings.policy.version
        : showFaults('q', read.faults, { colours: false });
    expect(answer).not.toBe('');
  };

  it('gives settings or faults', () => {
    fc.assert(fc.property(fc.string(), isAnswered));
  });

  it('of YAML gives settings or faults', () => {
    fc.assert(fc.property(anyValue, (value) => isAnswered(stringify(value) ?? '')));
  });

  it('of YAML’s characters gives settings or faults', () => {
    const text = fc.array(fc.constantFrom(...'ab:-[]{}&*!|>"\'#%@`,?\n \t$0'.split('')));
    fc.assert(fc.property(text, (characters) => isAnswered(characters.join(''))));
  });
});

const duration = fc.constantFrom('30s', '5m', '4h', '1d');
const route = fc.record(
  {
    match: fc.constantFrom(['a="1"'], ['b="2"']),
    channel: fc.constant('#db'),
    group_wait: duration,
  },
  { requiredKeys: ['match'] },
);
const validFile = fc.record(
  {
    route: fc.record(
      {
        repeat_interval: duration,
        mention: fc.constant('@a'),
        routes: fc.array(route, { maxLength: 1 }),
      },
      { requiredKeys: [] },
    ),
    rules: fc.array(
      fc.record({ match: fc.constant('e="f"'), set: fc.constant({ severity: 'info' }) }),
    ),
    sources: fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c'))
      .map((names) => names.map((name) => ({ name, type: 'json', key: `key-${name}` }))),
    storm: fc.oneof(
      fc.constant(false),
      fc.record({ incidents: fc.integer({ min: 2, max: 1_000 }) }),
    ),
  },
  { requiredKeys: [] },
);

describe('a valid configuration', () => {
  const readWell = (text: string) => {
    const read = reading(text);
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    return read;
  };

  it('survives being read again without a difference', () => {
    fc.assert(
      fc.property(validFile, (file) => {
        const [once, again] = [readWell(stringify(file)), readWell(stringify(file))];

        expect(again.settings).toEqual(once.settings);
        expect(differences(once.written, again.written)).toEqual([]);
      }),
    );
  });

  it('differs where the settings do', () => {
    fc.assert(
      fc.property(validFile, validFile, (one, other) => {
        const [a, b] = [readWell(stringify(one)), readWell(stringify(other))];
        if (differences(a.written, b.written).length > 0) return;
        expect(b.settings.sources).toEqual(a.settings.sources);
        expect({ ...b.settings.policy, version: '' }).toEqual({
          ...a.settings.policy,
          version: '',
        });
      }),
    );
  });
});
