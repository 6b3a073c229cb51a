import type { IncidentId } from '../../domain/incident.ts';
import type { Policy } from '../../domain/policy.ts';
import { days, instant } from '../../domain/time.ts';
import { type Comparison, compare } from '../../replay/compare.ts';
import { Replay } from '../../replay/replay.ts';
import type { Span } from '../../replay/result.ts';
import type { Sides } from '../../replay/sides.ts';
import type { Store } from '../../store/store.ts';

/** What arrived so long before is replayed too, so that what it began is known. */
const BEFORE = days(1);
const READ_AT_ONCE = 5_000;

/** What is replayed, and who hears how much of it was. */
export interface Told {
  readonly span: Span;
  readonly on: (taken: number) => void;
}

/** Runs what a store recorded under both policies, and sets the results side by side. */
export async function replayBoth(
  store: Store,
  policies: { readonly old: Policy; readonly fresh: Policy },
  { span, on }: Told,
): Promise<Sides> {
  const setting = { span, silences: await store.silences() };
  const old = new Replay(policies.old, setting);
  const fresh = new Replay(policies.fresh, setting);
  await feed(store, { span, on }, [old, fresh]);
  const results = { old: old.finish(), fresh: fresh.finish() };
  const comparison = compare(results.old, results.fresh);
  const reallyTold = await countReallyTold(store, span);
  return { ...results, comparison, reallyTold, numbers: await numbersIn(store, comparison) };
}

/** Both sides take each page before the next is read, so that they need little memory. */
async function feed(store: Store, { span, on }: Told, sides: readonly Replay[]): Promise<void> {
  const { from, to } = span;
  const since = instant(from - BEFORE);
  let after: number | null = 0;
  let taken = 0;
  while (after !== null) {
    const page = await store.recordings({ since, before: to, after, limit: READ_AT_ONCE });
    for (const recording of page.recordings) for (const side of sides) side.take(recording);
    taken += page.recordings.length;
    on(taken);
    after = page.cursor;
  }
}

/** How many cards people got. */
async function countReallyTold(store: Store, { from, to }: Span): Promise<number> {
  let [told, below] = [0, Number.MAX_SAFE_INTEGER];
  for (;;) {
    const page = await store.incidents({ since: from, below, limit: READ_AT_ONCE, now: to });
    for (const { toldAt } of page) if (toldAt !== null && toldAt >= from && toldAt < to) told += 1;
    const last = page.at(-1);
    if (!last || page.length < READ_AT_ONCE) return told;
    below = last.number;
  }
}

async function numbersIn(
  store: Store,
  { missed, delayed, added }: Comparison,
): Promise<ReadonlyMap<IncidentId, number>> {
  const numbers = new Map<IncidentId, number>();
  const ids = new Set([...missed, ...delayed, ...added].flatMap((each) => [...each.recordedAs]));
  for (const id of ids) {
    const incident = await store.incident(id);
    if (incident) numbers.set(id, incident.number);
  }
  return numbers;
}
