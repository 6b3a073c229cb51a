import type { Query } from '../database.ts';

/** The state was to be locked in another order than all do: what is locked is let go of, and all is begun anew. */
export class Contended extends Error {
  constructor() {
    super('Another process holds what this decision needs.');
    this.name = 'Contended';
  }
}

/**
 * The kinds of locks, in the order in which everybody takes them. Whoever waits for one holds none of a later kind, or of
 * the same kind with a greater number: so nobody ever waits in a circle.
 */
export const KINDS = {
  world: 1,
  silences: 2,
  alert: 3,
  group: 4,
  errorGroup: 5,
  subject: 6,
  inhibition: 7,
  pace: 8,
  number: 9,
  /** Of all releases of a project. */
  release: 10,
} as const;

/** Locks of one kind: thousands of keys take no more than these, since a server has room for few. */
const STRIPES = 256;

/** A lock as a number: greater ones are taken later. */
export type Lock = number;

/** The lock of a key. */
export function lockOf(kind: keyof typeof KINDS, key: string): Lock {
  return KINDS[kind] * STRIPES + stripeOf(key);
}

/** The only lock of a kind. */
export function lockAll(kind: 'world' | 'silences' | 'number'): Lock {
  return KINDS[kind] * STRIPES;
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const LAST = 24;

/** FNV-1a: all processes must find the same, also those of other versions. */
function stripeOf(key: string): number {
  let hash = OFFSET;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), PRIME);
  return hash >>> LAST;
}

const CALL = `(v / ${STRIPES}, v % ${STRIPES})`;
const EACH = 'FROM (SELECT value::int AS v FROM json_array_elements_text($1::text::json)) AS each';

/** How a lock is held: for oneself, or with others who do not change what it is about either. */
type Share = 'own' | 'shared';

const SUFFIX: Readonly<Record<Share, string>> = { own: '', shared: '_shared' };

/** The statements that take locks: waiting, or only where nobody has them. */
function statementsOf(how: Share) {
  const name = `advisory_xact_lock${SUFFIX[how]}`;
  return {
    wait: `SELECT count(pg_${name}${CALL}::text) AS taken ${EACH}`,
    attempt: `SELECT count(*) FILTER (WHERE pg_try_${name}${CALL}) AS taken ${EACH}`,
  };
}

const STATEMENTS = { own: statementsOf('own'), shared: statementsOf('shared') };

/** The locks of one transaction: they end with it. */
export class Locks {
  readonly #query: Query;
  readonly #held = new Map<Lock, Share>();
  #last: Lock = 0;

  constructor(query: Query) {
    this.#query = query;
  }

  /** Takes those that are not held yet; throws `Contended` where it would have to wait out of order. */
  async take(locks: Iterable<Lock>, how: Share = 'own'): Promise<void> {
    const missing = [...new Set(locks)].filter((lock) => !this.#has(lock, how));
    if (missing.length === 0) return;
    missing.sort((a, b) => a - b);
    const isInOrder = (missing[0] ?? 0) > this.#last;
    const { wait, attempt } = STATEMENTS[how];
    const values = [JSON.stringify(missing)];
    const [row] = await this.#query<{ taken: number }>(isInOrder ? wait : attempt, values);
    if (row?.taken !== missing.length) throw new Contended();
    this.#note(missing, how);
  }

  #has(lock: Lock, how: Share): boolean {
    const held = this.#held.get(lock);
    return held === 'own' || held === how;
  }

  #note(locks: readonly Lock[], how: Share): void {
    for (const lock of locks) {
      this.#held.set(lock, how);
      this.#last = Math.max(this.#last, lock);
    }
  }
}
