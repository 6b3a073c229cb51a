import type { Change } from '../../src/domain/decision.ts';
import type { Recording } from '../../src/domain/recording.ts';
import { instant } from '../../src/domain/time.ts';
import type { Setting } from '../../src/replay/replay.ts';
import type { Posts, ReplayResult } from '../../src/replay/result.ts';
import { sumOf } from '../../src/replay/tally.ts';
import { NOON } from '../support/clock.ts';
import type { DecideWorld } from '../support/decide-world.ts';

const ALL = 1_000_000;

/** What a world recorded, with re-sends folded as a store does. */
export async function recordingsOf(world: DecideWorld): Promise<readonly Recording[]> {
  return (await world.store.recordings({ since: instant(0), limit: ALL })).recordings;
}

/** What a world recorded, every re-send by itself. */
export function unfoldedOf(world: DecideWorld): readonly Recording[] {
  return world.changes.flatMap((change) => (change.type === 'recorded' ? [change.recording] : []));
}

/** All of a world's time, with its silences. */
export async function settingOf(world: DecideWorld): Promise<Setting> {
  return {
    span: { from: NOON, to: instant(world.now + 1) },
    silences: await world.store.silences(),
  };
}

/** What people of a world were told, counted from what it saved. */
export function postsOf(world: DecideWorld): Posts & { readonly opened: number } {
  const counted = new Counted();
  for (const change of world.changes) counted.take(change);
  return counted.totals();
}

class Counted {
  readonly #opened = new Set<string>();
  readonly #told = new Set<string>();
  readonly #entries = new Map<string, boolean>();
  readonly #storms = new Map<string, number>();
  #stormReplies = 0;

  take(change: Change): void {
    if (change.type === 'incident') {
      this.#opened.add(change.incident.id);
      if (change.incident.toldAt !== null) this.#told.add(change.incident.id);
    } else if (
      change.type === 'entry' &&
      change.entry.thread &&
      change.entry.what.kind !== 'named'
    ) {
      const { incident, seq, what } = change.entry;
      this.#entries.set(`${incident} ${seq}`, what.kind === 'called');
    } else if (change.type === 'storm') {
      const { id, entryCount } = change.storm;
      if (entryCount > (this.#storms.get(id) ?? 0)) this.#stormReplies += 1;
      this.#storms.set(id, entryCount);
    }
  }

  totals() {
    const calls = [...this.#entries.values()].filter(Boolean).length;
    return {
      opened: this.#opened.size,
      cards: this.#told.size,
      entries: this.#entries.size - calls,
      calls,
      storms: this.#storms.size,
      stormReplies: this.#stormReplies,
    };
  }
}

/** The same of a replay. */
export function totalsOf(result: ReplayResult): Posts & { readonly opened: number } {
  return { opened: result.opened, ...sumOf(result.posts) };
}
