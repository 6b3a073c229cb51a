import type { Alert } from '../../src/domain/alert.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { Recording } from '../../src/domain/recording.ts';
import { hours, instant, minutes, seconds } from '../../src/domain/time.ts';
import { alertKeyOf } from '../../src/engine/identity.ts';
import type { Comparison } from '../../src/replay/compare.ts';
import { compare } from '../../src/replay/compare.ts';
import { replay, type Setting } from '../../src/replay/replay.ts';
import type { Sides } from '../../src/replay/sides.ts';
import { type AlertSpec, anAlert, aPolicy, aRoute, below } from '../support/builders.ts';

/** Monday, 2026-02-02, 00:00 UTC: when the week begins. */
export const MONDAY = instant(Date.UTC(2026, 1, 2));

/** Something arrives so many minutes after Monday began. */
export function arrival(minute: number, spec: AlertSpec, more: Partial<Recording> = {}): Recording {
  const at = instant(MONDAY + minute * 60_000);
  const alert: Alert = anAlert(spec);
  return {
    key: alertKeyOf(alert),
    at,
    last: at,
    alert,
    endsAt: null,
    count: 1,
    reason: 'opened',
    incident: null,
    untold: null,
    ignoredBy: null,
    ...more,
  };
}

/** An alert fires for so many minutes. */
export function firing(minute: number, length: number, spec: AlertSpec): readonly Recording[] {
  const incident = `real-${minute}`;
  return [
    arrival(minute, spec, { incident }),
    arrival(minute + length, { ...spec, status: 'resolved' }, { reason: 'ended', incident }),
  ];
}

/** In the order in which they arrived. */
export function inOrder(...recordings: readonly (readonly Recording[])[]): readonly Recording[] {
  return recordings.flat().sort((a, b) => a.at - b.at);
}

/** The first so many hours of the week. */
export function over(length: number): Setting {
  return { span: { from: MONDAY, to: instant(MONDAY + hours(length)) }, silences: [] };
}

/** Both sides over the same recordings. */
export function sidesOf(
  recordings: readonly Recording[],
  policies: readonly [Policy, Policy],
  setting: Setting,
): Sides {
  const [old, fresh] = [
    replay(recordings, policies[0], setting),
    replay(recordings, policies[1], setting),
  ];
  const numbers = new Map(
    recordings.flatMap(({ incident }, index) => (incident ? [[incident, index + 1]] : [])),
  );
  return { old, fresh, comparison: compare(old, fresh), reallyTold: null, numbers };
}

/** What differs between two policies over the first day. */
export function difference(
  recordings: readonly Recording[],
  old: Policy,
  fresh: Policy,
  setting = over(24),
): Comparison {
  return sidesOf(recordings, [old, fresh], setting).comparison;
}

/** That two configurations do not differ. */
export const NOTHING: Comparison = {
  missed: [],
  delayed: [],
  added: [],
  calledNoMore: [],
  calledNow: [],
  unsure: 0,
};

const host = (name: string, severity: 'critical' | 'warning', instance: string): AlertSpec => ({
  labels: { alertname: name, instance, service: name === 'DiskFull' ? 'db' : 'web' },
  severity,
});

/** A week: a nightly batch that loads a host, a crash, disks that fill up together, and something that flaps. */
export function aWeek(): readonly Recording[] {
  const nights = [0, 1, 2, 3, 4, 5, 6].map((day) =>
    firing(day * 1_440 + 120, 9, host('HighCPU', 'warning', 'batch-1')),
  );
  const crash = firing(2_000, 3, host('ServiceDown', 'critical', 'web-1'));
  const disks = [1, 2, 3, 4, 5, 6].map((n) =>
    firing(4_000 + n / 10, 300, host('DiskFull', 'warning', `db-${n}`)),
  );
  const flaps = Array.from({ length: 8 }, (_, n) =>
    firing(6_000 + n * 4, 2, host('LinkDown', 'warning', 'sw-1')),
  );
  const odd = firing(8_000, 60, {
    labels: { alertname: 'Odd' },
    title: `\u001b[31mRed\u001b[0m \u202ealert with a very long title that nobody can read to its end in a line`,
    severity: 'error',
  });
  return inOrder(...nights, crash, ...disks, ...flaps, odd);
}

/** As it was. */
export function oldPolicy(): Policy {
  return aPolicy({ mention: '@oncall', resolveAfter: minutes(1), reopenWithin: minutes(30) });
}

/** What somebody thinks would be better. */
export function newPolicy(): Policy {
  const root = aRoute({ mention: '@oncall', resolveAfter: minutes(1), reopenWithin: hours(24) });
  const twice = { of: 'occurrences', count: 2, within: minutes(10), errors: [] } as const;
  const disks = below(root, 'alertname="DiskFull"', { groupBy: ['instance'], channel: '#disks' });
  const down = below(root, 'alertname="ServiceDown"', { notifyWhen: twice });
  const slow = below(root, 'alertname="LinkDown"', { notifyWhen: twice, groupWait: seconds(30) });
  return aPolicy(
    { ...root, routes: [disks, down, slow] },
    {
      version: 'new',
      storm: { incidents: 3, within: minutes(1) },
      flapping: { changes: 4, within: minutes(30), quiet: minutes(10) },
      rules: [
        {
          place: 'quell.yml line 7',
          match: below(root, 'alertname=~"HighCPU|Odd"').match,
          action: { type: 'ignore' },
        },
      ],
    },
  );
}
