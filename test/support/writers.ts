import fc from 'fast-check';
import type { Change, Decision, Snapshot } from '../../src/domain/decision.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { instant } from '../../src/domain/time.ts';
import type { Store } from '../../src/store/store.ts';
import { look, nothingNamed, put } from './saving.ts';
import { anAlertRow, anErrorGroup, anIncident, aPace, aSilence, at, key } from './state.ts';

/** Something to decide that depends on what was decided before. */
export interface Task {
  readonly kind: keyof typeof DECISIONS;
  /** About which of two things. */
  readonly of: number;
}

type Decide = (snapshot: Snapshot, of: number, id: string) => readonly Change[];

const GROUPS = ['group-1', 'group-2'];

function groupOf(of: number): string {
  return GROUPS[of - 1] ?? '';
}

const DECISIONS = {
  /** Counts an alert that begins to fire, or fires again. */
  count: (snapshot, of) => {
    const known = snapshot.alert(key(`alert ${of}`));
    const alert =
      known ?? anAlertRow({ key: key(`alert ${of}`), incident: 'incident-1', occurrences: 0 });
    return [put.alert({ ...alert, status: 'firing', occurrences: alert.occurrences + 1 })];
  },
  end: (snapshot, of) => {
    const known = snapshot.alert(key(`alert ${of}`));
    return known ? [put.alert({ ...known, status: 'resolved' })] : [];
  },
  /** Opens an incident where the group has none that is open, and counts it otherwise. */
  open: (snapshot, of, id) => {
    const latest = snapshot.latestOf(groupOf(of));
    if (latest && latest.status !== 'resolved') return [counted(latest)];
    const number = snapshot.nextNumber();
    const opened = { ...anIncident({ number }), id, groupKey: groupOf(of) };
    return [{ type: 'incident', incident: opened }, put.timer({ subject: id, at: at(number) })];
  },
  resolve: (snapshot, of) => {
    const latest = snapshot.latestOf(groupOf(of));
    return latest ? [{ type: 'incident', incident: { ...latest, status: 'resolved' } }] : [];
  },
  /** Counts the incident with a number, which may not be there yet. */
  number: (snapshot, of) => {
    const incident = snapshot.incidentNumbered(of + 1);
    return incident ? [counted(incident)] : [];
  },
  /** Writes down what another decision may change meanwhile. */
  hide: (snapshot, of) =>
    snapshot
      .silences(at(0))
      .map((silence) =>
        put.silence({ ...silence, hid: { firings: silence.hid.firings + of, incidents: 0 } }),
      ),
  silence: (snapshot, of, id) => {
    const many = snapshot.silences(at(0)).length;
    return [
      put.silence({ ...aSilence({ id: `${id} ${of}` }), hid: { firings: many, incidents: 0 } }),
    ];
  },
  firing: (snapshot, of) => {
    const firing = snapshot.firingAfter(null, 9).reduce((sum, each) => sum + each.occurrences, 0);
    return [put.pace({ ...aPace(), channel: `#${of}`, storm: `${firing}` })];
  },
  pace: (snapshot, of) => {
    const storm = snapshot.pace(`#${of}`)?.storm ?? '';
    return [put.pace({ ...aPace(), channel: `#${3 - of}`, storm: `${storm}.` })];
  },
  inhibit: (snapshot, of) => {
    const known = snapshot.alert(key(`alert ${of}`));
    if (!known) return [];
    const inhibits = snapshot.inhibiting('rule') > 0 ? [] : ['rule'];
    return [put.alert({ ...known, inhibition: { inhibits, inhibitedBy: [] } })];
  },
  /** Counts an event where its error group counts. */
  event: (snapshot, of) => {
    const id = `e1-${of}`;
    const group = snapshot.errorGroup(id) ?? anErrorGroup({ id, events: 0 });
    const target = snapshot.errorGroup(group.mergedInto ?? id) ?? group;
    return [put.errorGroup({ ...target, events: target.events + 1 })];
  },
  /** Splits what was merged into a group, or else merges the other into it. */
  merge: (snapshot, of) => {
    const id = `e1-${of}`;
    const merged = snapshot.mergedInto(id);
    const alone = { mergedInto: null, mergedWhy: null };
    if (merged.length > 0) return merged.map((each) => put.errorGroup({ ...each, ...alone }));
    const other = snapshot.errorGroup(`e1-${3 - of}`);
    const isMerged = other?.mergedInto !== null;
    if (!other || isMerged || snapshot.errorGroup(id)?.mergedInto) return [];
    return [put.errorGroup({ ...other, mergedInto: id, mergedWhy: 'person' })];
  },
  /** Says of a release which one was the newest, and makes it that. */
  release: (snapshot, of) => {
    const newest = snapshot.newestRelease('shop');
    const firstSeenAt = instant((newest?.firstSeenAt ?? 0) + 1);
    return [put.release({ version: `${of}`, firstSeenAt, url: newest?.version ?? null })];
  },
  timer: (snapshot, of) => {
    const timer = snapshot.timer({ kind: 'storm', subject: `storm-${of}` });
    const other = { kind: 'storm', subject: `storm-${3 - of}` } as const;
    return [timer ? put.timerOff(other) : put.timer({ ...other, at: at(of) })];
  },
} as const satisfies Record<string, Decide>;

/** Tasks of two writers: of few kinds at a time, so that they are in each other's way. */
export const anyTasksOfTwo: fc.Arbitrary<readonly [readonly Task[], readonly Task[]]> = fc
  .uniqueArray(fc.constantFrom(...kinds()), { minLength: 1, maxLength: 2 })
  .chain((some) => {
    const kind = fc.constantFrom(...some);
    const task: fc.Arbitrary<Task> = fc.record({ kind, of: fc.integer({ min: 1, max: 2 }) });
    const tasks = fc.array(task, { minLength: 2, maxLength: 3 });
    return fc.tuple(tasks, tasks);
  });

function kinds(): (keyof typeof DECISIONS)[] {
  // The guarantee: these are the names of exactly this object.
  return Object.keys(DECISIONS) as (keyof typeof DECISIONS)[];
}

function counted(incident: Incident): Change {
  const occurrenceCount = incident.occurrenceCount + 1;
  return { type: 'incident', incident: { ...incident, occurrenceCount } };
}

/** Has a store decide a task; `id` names what it creates. */
export function carryOut(store: Store, { kind, of }: Task, id: string): Promise<Decision> {
  return store.update(nothingNamed, (snapshot) => ({
    changes: DECISIONS[kind](snapshot, of, id),
    outcomes: [],
  }));
}

/** What tasks may change. */
export async function whatTasksLeave(store: Store) {
  const all = { limit: 99, now: at(0) };
  return {
    incidents: await store.incidents(all),
    alerts: await look(store, (snapshot) =>
      [1, 2].map((of) => snapshot.alert(key(`alert ${of}`)) ?? null),
    ),
    due: await store.due(at(1e6), 99),
    silences: await store.silences(),
    paces: await look(store, (snapshot) => [1, 2].map((of) => snapshot.pace(`#${of}`) ?? null)),
    errors: await store.errorGroups({ limit: 9 }),
    merged: await Promise.all(['e1-1', 'e1-2'].map((id) => store.mergedInto(id))),
    releases: await store.releases('shop', 9),
    inhibiting: await look(store, (snapshot) => snapshot.inhibiting('rule')),
    counts: await store.counts(),
  };
}

/** All orders of two lists that keep the order of each. */
export function interleaved<T>(a: readonly T[], b: readonly T[]): readonly (readonly T[])[] {
  const [firstA, ...restA] = a;
  const [firstB, ...restB] = b;
  if (firstA === undefined) return [b];
  if (firstB === undefined) return [a];
  return [
    ...interleaved(restA, b).map((rest) => [firstA, ...rest]),
    ...interleaved(a, restB).map((rest) => [firstB, ...rest]),
  ];
}
