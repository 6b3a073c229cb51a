import { createHash } from 'node:crypto';
import { type Cursor, type Dumpable, type Kept, KINDS, type Kind } from '../dump.ts';

/** How many of a kind there are, and a sum over all they say, whatever their order. */
interface Sum {
  readonly count: number;
  readonly sum: bigint;
}

/** What is added up of each kind. */
export type Sums = ReadonlyMap<Kind, Sum>;

const AT_ONCE = 2_000;
/** Sums stay below it. */
const BOUND = 1n << 128n;

/** All pages of a kind behind a cursor. */
export async function* pagesOf(store: Dumpable, kind: Kind): AsyncGenerator<readonly Kept[]> {
  let cursor: Cursor | null = null;
  do {
    const page = await store.dump(kind, cursor, AT_ONCE);
    if (page.kept.length > 0) yield page.kept;
    cursor = page.cursor;
  } while (cursor !== null);
}

/** Which things count. */
type Counts = (kept: Kept) => boolean;

/** Adds up everything in a store that counts. */
export async function sumsOf(store: Dumpable, counts: Counts): Promise<Sums> {
  const sums = new Map<Kind, Sum>();
  for (const kind of KINDS) sums.set(kind, await sumOf(store, kind, counts));
  return sums;
}

async function sumOf(store: Dumpable, kind: Kind, counts: Counts): Promise<Sum> {
  let count = 0;
  let sum = 0n;
  for await (const page of pagesOf(store, kind)) {
    for (const kept of page) {
      if (!counts(kept)) continue;
      count += 1;
      sum = (sum + digest(kept)) % BOUND;
    }
  }
  return { count, sum };
}

function digest(kept: Kept): bigint {
  const hash = createHash('sha256').update(JSON.stringify(kept, inOrder)).digest('hex');
  return BigInt(`0x${hash.slice(0, 32)}`);
}

/** Stores may give the parts of an object in another order; what is undefined is not there. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A sentence for each kind that is not the same in both. */
export function differences(from: Sums, to: Sums): readonly string[] {
  return KINDS.flatMap((kind) => {
    const [a, b] = [from.get(kind), to.get(kind)];
    if (!a || !b || (a.count === b.count && a.sum === b.sum)) return [];
    const what = a.count === b.count ? 'as many, but not the same' : `${a.count} and ${b.count}`;
    return [`${NAMES[kind]}: ${what}`];
  });
}

/** What people call each kind, when there are many. */
export const NAMES: Readonly<Record<Kind, string>> = {
  'last-number': 'last numbers',
  incident: 'incidents',
  alert: 'alerts',
  entry: 'timeline entries',
  silence: 'silences',
  pace: 'channel counters',
  storm: 'storms',
  notice: 'notices',
  delivery: 'deliveries',
  timer: 'timers',
  release: 'releases',
  'error-group': 'error groups',
  'error-sample': 'events of errors',
  habit: 'habits of sources',
  recorded: 'recordings',
  setting: 'settings',
};
