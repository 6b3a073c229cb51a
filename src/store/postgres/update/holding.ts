import type { ErrorGroupId } from '../../../domain/error-group.ts';
import type { Query } from '../database.ts';
import { listed } from './lists.ts';
import {
  groupsOf,
  loadAlerts,
  loadFiring,
  loadGroups,
  loadInhibiting,
  loadLastNumber,
  loadNumbers,
  loadPaces,
  loadSilences,
  loadSubjects,
  loadTimers,
} from './load.ts';
import {
  loadErrorGroups,
  loadEvents,
  loadMerged,
  loadNewest,
  loadReleases,
} from './load-errors.ts';
import { Loaded } from './loaded.ts';
import { type Lock, Locks, lockAll, lockOf } from './locks.ts';
import type { Wanted } from './wanted.ts';

/** Whether a transaction has the whole state for itself, or shares it with others. */
export type Mode = 'shared' | 'alone';

/** What the scopes of a batch say besides what they want. */
export interface Hints {
  /** Channels that an incident may be opened in. */
  readonly channels: Iterable<string>;
  /** Whether the incidents that are wanted may change their status. */
  readonly mayEnd: boolean;
}

/** What one transaction has locked, and then loaded: nobody else changes it before this one ends. */
export class Holding {
  readonly loaded = new Loaded();
  readonly #query: Query;
  readonly #locks: Locks;
  readonly #mode: Mode;

  constructor(query: Query, mode: Mode) {
    this.#query = query;
    this.#locks = new Locks(query);
    this.#mode = mode;
  }

  /** Lists over everything may be read: of an update that is alone, also within its batch. */
  allowLists(): void {
    this.loaded.lists = new Map();
  }

  /** The first locks, which every decision has. */
  async begin(silencesAlone: boolean): Promise<void> {
    const world = lockAll('world');
    this.loaded.silencesAlone = silencesAlone || this.#mode === 'alone';
    if (this.#mode === 'alone') {
      this.loaded.releasesAlone = null;
      return this.#locks.take([world]);
    }
    await this.#locks.take([world], 'shared');
    await this.#locks.take([lockAll('silences')], silencesAlone ? 'own' : 'shared');
  }

  /** Locks and loads what is wanted; throws `Contended` where that would mean to wait out of order. */
  async get(wanted: Wanted, hints: Hints = { channels: [], mayEnd: false }): Promise<void> {
    await loadNumbers(this.#query, wanted, this.loaded);
    this.#addNumbered(wanted);
    if (hints.mayEnd) await this.#addGroups(wanted);
    await this.#lock([
      ...Array.from(wanted.alerts, (key) => lockOf('alert', key)),
      ...Array.from(wanted.groups, (key) => lockOf('group', key)),
      ...errorLocks(wanted),
    ]);
    await loadAlerts(this.#query, wanted, this.loaded);
    const opens = await loadGroups(this.#query, wanted, this.loaded);
    if (opens) addOpening(wanted, hints);
    await this.#getErrorGroups(wanted);
    this.#addWhatHangsOn(wanted);
    await this.#lock(laterLocks(wanted));
    await this.#lockReleases(wanted);
    await this.#loadLater(wanted);
  }

  /** With those that they were merged into, or that were merged into them. */
  async #getErrorGroups(wanted: Wanted): Promise<void> {
    await loadErrorGroups(this.#query, wanted, this.loaded);
    await loadMerged(this.#query, wanted, this.loaded);
    for (const id of this.#relatedTo(wanted)) wanted.errorGroups.add(id);
    await this.#lock(errorLocks(wanted));
    await loadErrorGroups(this.#query, wanted, this.loaded);
    for (const id of wanted.errorGroups) {
      const incident = this.loaded.errorGroups.get(id)?.incident ?? null;
      if (incident !== null) wanted.subjects.add(incident);
    }
  }

  #relatedTo({ errorGroups, merged }: Wanted): readonly ErrorGroupId[] {
    const targets = Array.from(errorGroups, (id) => this.loaded.errorGroups.get(id)?.mergedInto);
    const others = Array.from(merged, (id) => this.loaded.merged.get(id) ?? []);
    return [...targets.filter((target) => typeof target === 'string'), ...others.flat()];
  }

  /** Events only look whether there is a release, and must not wait for each other. */
  async #lockReleases({ releases, newest, releasesAlone }: Wanted): Promise<void> {
    if (this.#mode === 'alone') return;
    const read = [...Array.from(releases.values(), ({ project }) => project), ...newest.keys()];
    const locksOf = (projects: Iterable<string>) =>
      Array.from(projects, (project) => lockOf('release', project));
    await this.#locks.take(locksOf(releasesAlone));
    await this.#locks.take(locksOf(read), 'shared');
    this.loaded.releasesAlone = new Set([...(this.loaded.releasesAlone ?? []), ...releasesAlone]);
  }

  async #lock(locks: Iterable<Lock>): Promise<void> {
    if (this.#mode === 'shared') await this.#locks.take(locks);
  }

  /** A number that nobody has may be given at this moment: its lock shows whether it is. */
  #addNumbered(wanted: Wanted): void {
    for (const number of wanted.numbers) {
      const id = this.loaded.numbers.get(number);
      if (id === undefined) wanted.number = true;
      else wanted.subjects.add(id);
    }
  }

  async #addGroups(wanted: Wanted): Promise<void> {
    for (const group of await groupsOf(this.#query, [...wanted.subjects])) wanted.groups.add(group);
  }

  #addWhatHangsOn(wanted: Wanted): void {
    for (const key of wanted.alerts) {
      const alert = this.loaded.alerts.get(key);
      if (alert) wanted.subjects.add(alert.incident);
    }
    for (const key of wanted.groups) {
      for (const id of this.loaded.groups.get(key) ?? []) wanted.subjects.add(id);
    }
  }

  async #loadLater(wanted: Wanted): Promise<void> {
    for (const load of LATER) await load(this.#query, wanted, this.loaded);
    for (const [name, asked] of wanted.lists) {
      this.loaded.lists?.set(name, await listed(this.#query, asked));
    }
    if (wanted.number) await this.#lookAgain(wanted);
  }

  /** Now that no number is given, those that nobody had are looked for once more. */
  async #lookAgain(wanted: Wanted): Promise<void> {
    const { numbers } = this.loaded;
    const absent = [...wanted.numbers].filter((number) => numbers.get(number) === undefined);
    if (absent.length === 0) return;
    for (const number of absent) numbers.delete(number);
    await loadNumbers(this.#query, wanted, this.loaded);
  }
}

const LATER = [
  loadSubjects,
  loadFiring,
  loadInhibiting,
  loadPaces,
  loadTimers,
  loadSilences,
  loadEvents,
  loadReleases,
  loadNewest,
  loadLastNumber,
];

function addOpening(wanted: Wanted, { channels }: Hints): void {
  wanted.number = true;
  for (const channel of channels) wanted.paces.add(channel);
}

function errorLocks({ errorGroups, merged }: Wanted): readonly Lock[] {
  return Array.from([...errorGroups, ...merged], (id) => lockOf('errorGroup', id));
}

/** Of all that is taken once alerts and groups are loaded. A timer has the lock of its subject. */
function laterLocks(wanted: Wanted): readonly Lock[] {
  const subjects = [...wanted.subjects, ...wanted.firing];
  return [
    ...subjects.map((id) => lockOf('subject', id)),
    ...Array.from(wanted.timers.values(), ({ subject }) => lockOf('subject', subject)),
    ...Array.from(wanted.inhibiting, (key) => lockOf('inhibition', key)),
    ...Array.from(wanted.paces, (channel) => lockOf('pace', channel)),
    ...(wanted.number ? [lockAll('number')] : []),
  ];
}
