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
  subject: 5,
  inhibition: 6,
  pace: 7,
  number: 8,
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
const SHARE = `SELECT pg_advisory_xact_lock_shared${CALL}::text FROM (SELECT $1::int AS v) AS one`;
const WAIT = `SELECT count(pg_advisory_xact_lock${CALL}::text) AS taken ${EACH}`;
const TRY = `SELECT count(*) FILTER (WHERE pg_try_advisory_xact_lock${CALL}) AS taken ${EACH}`;

/** The locks of one transaction: they end with it. */
export class Locks {
  readonly #query: Query;
  readonly #held = new Set<Lock>();
  #last: Lock = 0;

  constructor(query: Query) {
    this.#query = query;
  }

  /** Waits for a lock that many can have at once. */
  async share(lock: Lock): Promise<void> {
    await this.#query(SHARE, [lock]);
    this.#note([lock]);
  }

  /** Takes those that are not held yet; throws `Contended` where it would have to wait out of order. */
  async take(locks: Iterable<Lock>): Promise<void> {
    const missing = [...new Set(locks)].filter((lock) => !this.#held.has(lock));
    if (missing.length === 0) return;
    missing.sort((a, b) => a - b);
    const isInOrder = (missing[0] ?? 0) > this.#last;
    const [row] = await this.#query<{ taken: number }>(isInOrder ? WAIT : TRY, [
      JSON.stringify(missing),
    ]);
    if (row?.taken !== missing.length) throw new Contended();
    this.#note(missing);
  }

  #note(locks: readonly Lock[]): void {
    for (const lock of locks) {
      this.#held.add(lock);
      this.#last = Math.max(this.#last, lock);
    }
  }
}
