import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config/read.ts';
import type { Matcher } from '../../src/domain/matcher.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { instant, minutes } from '../../src/domain/time.ts';
import { everyRoute } from '../../src/engine/route.ts';
import { type Change, changeOf } from '../../src/report/change.ts';
import type { Addition } from '../../src/report/suggestions/idea.ts';

const FILE = `route:
  group_wait: 1m
  routes:
    - match: [team="db"]
      channel: "#db"
    - match: [team="web"]
      channel: "#web"
      routes:
        - match: [severity="critical"]
          group_wait: 0s
rules:
  - match: [env="test"]
    set: {severity: info}
`;

/** The same file with the lines pasted where they belong. */
function pasted({ under, lines }: Change): string {
  const places: Readonly<Record<string, readonly [after: string, indent: number]>> = {
    'route.routes': ['          group_wait: 0s\n', 4],
    'route.routes[0].routes': ['      channel: "#db"\n      routes:\n', 8],
    'route.routes[1].routes': ['          group_wait: 0s\n', 8],
    rules: ['    set: {severity: info}\n', 2],
  };
  const [after, indent] = places[under]!;
  // Not by a pattern: to those, U+2028 ends a line too.
  const text = lines
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`)
    .join('\n');
  const file = FILE.replace('      channel: "#db"\n', under.includes('[0]') ? after : '$&');
  return file.replace(after, (all) => `${all}${text}\n`);
}

function read(text: string): Policy {
  const reading = readSettings(text, { name: 'quell.yml', environment: {}, now: instant(0) });
  if ('faults' in reading) throw new Error(`${JSON.stringify(reading.faults)} in\n${text}`);
  return reading.settings.policy;
}

/** What is decided by; where it stands and which version it has is another thing. */
function essence({ rules, route }: Policy): unknown {
  return {
    rules: rules.map(({ place: _, ...rule }) => rule),
    routes: everyRoute(route).map(({ place: _, routes: __, ...rest }) => rest),
  };
}

const cpu: readonly Matcher[] = [
  { name: 'alertname', operator: '=', value: 'HighCPU' },
  { name: 'service', operator: '=', value: 'batch' },
];
const waits: Addition = {
  to: 'routes',
  settings: { groupWait: minutes(10) },
  line: 'group_wait: 10m',
};
const counts: Addition = {
  to: 'routes',
  settings: { notifyWhen: { of: 'occurrences', count: 5, within: minutes(10), errors: [] } },
  line: 'notify_when: {occurrences: 5, within: 10m}',
};
const groups: Addition = {
  to: 'routes',
  settings: { groupBy: ['alertname', 'service'] },
  line: 'group_by: [alertname, service]',
};

describe('a change', () => {
  it.each<readonly [string, string, Addition, string]>([
    ['a wait below the root', '', waits, 'route.routes'],
    ['a threshold below the root', '', counts, 'route.routes'],
    ['groups below the root', '', groups, 'route.routes'],
    ['a wait below a route that has none below', '{team="db"}', waits, 'route.routes[0].routes'],
    ['a wait below a route that has some below', '{team="web"}', waits, 'route.routes[1].routes'],
    ['a rule', '{team="web"}', { to: 'rules' }, 'rules'],
  ])('is %s, and its lines say the same', (_, route, addition, under) => {
    const policy = read(FILE);
    const change = changeOf(policy, { match: cpu, route }, addition)!;

    expect(change.under).toBe(under);
    expect(essence(change.policy)).not.toEqual(essence(policy));
    expect(essence(read(pasted(change)))).toEqual(essence(change.policy));
  });

  it('says the same for any text that a label may have', () => {
    const policy = read(FILE);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (value) => {
        const match: readonly Matcher[] = [{ name: 'alertname', operator: '=', value }];
        for (const addition of [waits, { to: 'rules' } as const]) {
          const change = changeOf(policy, { match, route: '' }, addition)!;
          expect(essence(read(pasted(change)))).toEqual(essence(change.policy));
        }
      }),
      {
        numRuns: 40,
        examples: [[`$\{HOME}`], ["it's $5 $$ #1: [a]"], ['"\\'], ['- x'], ['\u2028\u2028']],
      },
    );
  });

  it('is none for a route that the configuration has no longer', () => {
    expect(changeOf(read(FILE), { match: cpu, route: '{team="old"}' }, waits)).toBeNull();
  });

  it('changes the version, by which times are followed', () => {
    const policy = read(FILE);

    expect(changeOf(policy, { match: cpu, route: '' }, waits)!.policy.version).not.toBe(
      policy.version,
    );
  });
});
