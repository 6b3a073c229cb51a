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
    if (this.#mode === 'alone') return this.#locks.take([world]);
    await this.#locks.share(world);
    if (silencesAlone) await this.#locks.take([lockAll('silences')]);
    else await this.#locks.share(lockAll('silences'));
  }

  /** Locks and loads what is wanted; throws `Contended` where that would mean to wait out of order. */
  async get(wanted: Wanted, hints: Hints = { channels: [], mayEnd: false }): Promise<void> {
    await loadNumbers(this.#query, wanted, this.loaded);
    this.#addNumbered(wanted);
    if (hints.mayEnd) await this.#addGroups(wanted);
    await this.#lock([
      ...Array.from(wanted.alerts, (key) => lockOf('alert', key)),
      ...Array.from(wanted.groups, (key) => lockOf('group', key)),
    ]);
    await loadAlerts(this.#query, wanted, this.loaded);
    const opens = await loadGroups(this.#query, wanted, this.loaded);
    if (opens) addOpening(wanted, hints);
    this.#addWhatHangsOn(wanted);
    await this.#lock(laterLocks(wanted));
    await this.#loadLater(wanted);
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
  loadLastNumber,
];

function addOpening(wanted: Wanted, { channels }: Hints): void {
  wanted.number = true;
  for (const channel of channels) wanted.paces.add(channel);
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
