import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/domain/actor.ts';
import type { Input, Scope, Snapshot } from '../../src/domain/decision.ts';
import { hours, instant } from '../../src/domain/time.ts';
import { type TimerKind, timerKey } from '../../src/domain/timer.ts';
import { groupKeyOf } from '../../src/engine/group.ts';
import { alertKeyOf, furtherKey } from '../../src/engine/identity.ts';
import { scopeOf } from '../../src/engine/scope.ts';
import { anyStory } from '../support/arbitraries.ts';
import { anAlert, aPolicy } from '../support/builders.ts';
import { aWorld } from '../support/decide-world.ts';
import { type Read, recorded } from '../support/reads.ts';
import { anErrorEvent, aRelease } from '../support/state.ts';
import { tell } from '../support/story.ts';

const policy = aPolicy();
const actor: Actor = { type: 'api', name: 'script' };
const NOTHING: Scope = {
  alertKeys: [],
  groupKeys: [],
  incidents: [],
  numbers: [],
  silences: [],
  channels: [],
  errorGroups: [],
  events: [],
  releases: [],
  timers: [],
};
const A = anAlert({ labels: { alertname: 'A' } });
const B = anAlert({ labels: { alertname: 'B' } });
const ERROR = anAlert({
  incidentKey: 'e1-2',
  dedupKey: 'e1-2/production',
  event: {
    user: null,
    error: anErrorEvent(),
    grouping: { id: 'e1-2', older: ['e0-1'], because: 'of a test' },
  },
});
const asks = (number: number): Input => ({
  type: 'command',
  command: { type: 'incident', number, actor, act: { verb: 'acknowledge' } },
});
const silences = (id: string | null): Input => ({
  type: 'command',
  command: {
    type: 'silence',
    actor,
    id,
    newId: 'new',
    matchers: [],
    startsAt: instant(0),
    endsAt: instant(1),
    author: '',
    reason: '',
    kind: 'silence',
    repeats: null,
    home: null,
  },
});
const timer = (kind: TimerKind, subject: string): Input => ({
  type: 'due',
  due: { type: 'timer', at: instant(1), timer: { kind, subject, at: instant(1) } },
});

describe('the scope', () => {
  it.each<[string, Input, Partial<Scope>]>([
    [
      'an alert names itself and its group',
      { type: 'alert', alert: A },
      {
        alertKeys: [alertKeyOf(A)],
        groupKeys: [groupKeyOf(A, policy.route)],
        channels: ['#alerts'],
      },
    ],
    ['a command about an incident names its number', asks(7), { numbers: [7] }],
    [
      'a merge names both incidents',
      {
        type: 'command',
        command: { type: 'incident', number: 7, actor, act: { verb: 'merge', into: 3 } },
      },
      { numbers: [3, 7] },
    ],
    [
      'an error names itself, its group, under all versions of the rules, its release, and the alert on its route when it fires on another',
      { type: 'alert', alert: ERROR },
      {
        alertKeys: [alertKeyOf(ERROR), furtherKey(alertKeyOf(ERROR), policy.route)],
        groupKeys: [groupKeyOf(ERROR, policy.route)],
        channels: ['#alerts'],
        errorGroups: ['e0-1', 'e1-2'],
        events: [{ project: 'shop', id: '0'.repeat(32) }],
        releases: [{ project: 'shop', version: '1.4.2' }],
      },
    ],
    [
      'what is told of a release names it',
      { type: 'command', command: { type: 'release', release: aRelease() } },
      { releases: [{ project: 'shop', version: '1.4.2' }] },
    ],
    [
      'what a user wrote names the error group',
      { type: 'command', command: { type: 'feedback', actor, group: 'e1-2', text: 'Help' } },
      { errorGroups: ['e1-2'] },
    ],
    ['a new silence names nothing', silences(null), {}],
    ['a change of a silence names it', silences('s'), { silences: ['s'] }],
    [
      'an end of a silence names it',
      { type: 'command', command: { type: 'unsilence', actor, id: 's' } },
      { silences: ['s'] },
    ],
    [
      'an incident by a person names nothing',
      {
        type: 'command',
        command: {
          type: 'open',
          actor,
          title: '',
          severity: 'info',
          description: '',
          channel: null,
        },
      },
      {},
    ],
    [
      'the end of an alert names the alert',
      { type: 'due', due: { type: 'alert-end', at: instant(1), alert: alertKeyOf(A) } },
      { alertKeys: [alertKeyOf(A)] },
    ],
    [
      'a timer of an incident names the incident',
      timer('resolve', 'i'),
      { incidents: ['i'], timers: [{ kind: 'resolve', subject: 'i' }] },
    ],
    [
      'a timer of a silence names the silence',
      timer('silence', 's'),
      { silences: ['s'], timers: [{ kind: 'silence', subject: 's' }] },
    ],
  ])('of %s', (_, input, scope) => {
    expect(scopeOf([input], policy)).toEqual({ ...NOTHING, ...scope });
  });

  it('of many is sorted and names each once, so that nobody waits in a circle', () => {
    const inputs = [
      asks(10),
      asks(9),
      asks(10),
      timer('expire', 'y'),
      timer('resolve', 'x'),
      silences('t'),
      silences('s'),
    ];
    const alerts = [B, A, B].map((alert): Input => ({ type: 'alert', alert }));

    expect(scopeOf([...inputs, ...alerts], policy)).toEqual({
      alertKeys: [alertKeyOf(A), alertKeyOf(B)],
      groupKeys: [A, B].map((alert) => groupKeyOf(alert, policy.route)),
      incidents: ['x', 'y'],
      numbers: [9, 10],
      silences: ['s', 't'],
      channels: ['#alerts'],
      errorGroups: [],
      events: [],
      releases: [],
      timers: [
        { kind: 'expire', subject: 'y' },
        { kind: 'resolve', subject: 'x' },
      ],
    });
  });

  it('names every row that a decision looks up, but for those that it learns of from these', async () => {
    await fc.assert(
      fc.asyncProperty(anyStory(), async (story) => {
        const world = aWorld({ expireAfter: hours(100) }, (decide, snapshot, scope) => {
          const reads: Read[] = [];
          const decision = decide(recorded(snapshot, reads));
          expect(strangers(reads, scope, snapshot)).toEqual([]);
          return decision;
        });
        await tell(world, story);
      }),
      { numRuns: 100 },
    );
  });
});

/** What was read that neither the scope names nor a row that was read before. */
function strangers(reads: readonly Read[], scope: Scope, snapshot: Snapshot): readonly Read[] {
  const known = new Set<unknown>([
    ...scope.alertKeys,
    ...scope.groupKeys,
    ...scope.incidents,
    ...scope.numbers,
    ...scope.silences,
    ...scope.channels,
    ...scope.errorGroups,
    ...scope.releases.map(({ project, version }) => `${project} ${version}`),
    ...scope.timers.map(timerKey),
  ]);
  return reads.filter(({ method, argument, answer }) => {
    const isNamed = !NAMED.has(method) || known.has(argument) || isOfGroup(known, argument);
    for (const id of idsIn(answer)) known.add(id);
    // What the decision itself has just made is not there yet.
    const isOfIncident = method === 'incident' || method === 'firingOf';
    return !isNamed && (!isOfIncident || snapshot.incident(String(argument)) !== undefined);
  });
}

/** The keys of an error's alert and incident are made of the group that it was merged into. */
function isOfGroup(known: ReadonlySet<unknown>, key: unknown): boolean {
  const [group] = /e1-[0-9a-f]{32}/.exec(String(key)) ?? [];
  return group !== undefined && known.has(group);
}

const NAMED = new Set<keyof Snapshot>([
  'alert',
  'incident',
  'incidentNumbered',
  'latestOf',
  'firingOf',
  'silence',
  'timer',
  'delivery',
  'errorGroup',
  'release',
]);

/** The incidents, alerts and error groups that rows speak of. */
function idsIn(answer: unknown): readonly unknown[] {
  const rows: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  return rows.flatMap((row) => {
    if (typeof row !== 'object' || row === null) return [];
    const { id, incident, key, mergedInto, error } = row as Partial<Record<string, unknown>>;
    const group = typeof error === 'object' && error !== null && Object.values(error);
    return [id, incident, key, mergedInto, ...(group || [])];
  });
}
