import type { Clock } from '../clock.ts';
import type { Notice } from '../domain/notice.ts';
import { between, hours, type Instant, later, minutes, plus } from '../domain/time.ts';
import { afterPause, missedAt } from '../engine/habit.ts';
import { NO_ROWS } from '../engine/scope.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../queue/queue.ts';
import type { SourceHabit, Store } from '../store/store.ts';

/** What noticing silent sources needs. */
export interface SilenceDeps {
  readonly store: Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit' | 'notice' | 'update'>;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
  /** The names under which something may come now. */
  readonly sources: () => ReadonlySet<string>;
  /** Where those are told who run Quell. */
  readonly channel: () => string;
}

/** The store hears of a source no more often. */
const NOTED_EVERY = minutes(1);
const LOOKED_AT_LEAST_EVERY = hours(1);
const LOOKED_AT_MOST_EVERY = minutes(1);

/** Learns how often each source speaks, and tells once of one that fell silent. */
export class SilentSources {
  readonly #deps: SilenceDeps;
  /** When the store last heard of a source. */
  readonly #noted = new Map<string, Instant>();
  /** Since when nothing that was sent can have been missed here. */
  #listening: Instant;
  #work: Promise<void> = Promise.resolve();

  constructor(deps: SilenceDeps) {
    this.#deps = deps;
    this.#listening = deps.clock.now();
  }

  /** Something arrived. The sender does not wait for what becomes of it here. */
  heard(name: string): void {
    const now = this.#deps.clock.now();
    const noted = this.#noted.get(name);
    if (noted !== undefined && between(noted, now) < NOTED_EVERY) return;
    this.#noted.set(name, now);
    this.#work = this.#work.then(() => this.#note(name, now));
  }

  /** Tells of those that fell silent, and asks to be woken when the next one would be missed. */
  async look(): Promise<void> {
    const { queue, clock } = this.#deps;
    const now = clock.now();
    let next = plus(now, LOOKED_AT_LEAST_EVERY);
    for (const habit of await this.#habits()) {
      const missed = missedAt(habit, this.#listening);
      if (missed === null) continue;
      if (missed <= now) await this.#fellSilent(habit, now);
      else if (missed < next) next = missed;
    }
    const soonest = plus(now, LOOKED_AT_MOST_EVERY);
    queue.schedule({ kind: 'sources' }, later(next, soonest));
  }

  /** Resolves when all is noted that was heard. */
  async stop(): Promise<void> {
    await this.#work;
  }

  /** Of those that are still configured. While the store does not answer, nobody can be heard. */
  async #habits(): Promise<readonly SourceHabit[]> {
    const { store, clock, sources } = this.#deps;
    try {
      const known = sources();
      return (await store.habits()).filter(({ name }) => known.has(name));
    } catch (error) {
      this.#listening = clock.now();
      throw error;
    }
  }

  async #note(name: string, at: Instant): Promise<void> {
    const { store, log } = this.#deps;
    try {
      const habit = (await store.habits()).find((each) => each.name === name);
      await store.heardFrom(name, at);
      if (habit) await this.#spoke(habit, at);
    } catch (error) {
      this.#noted.delete(name);
      this.#listening = this.#deps.clock.now();
      log.warn({ error, source: name }, 'that a source was heard could not be noted; it is again');
    }
  }

  async #spoke(habit: SourceHabit, at: Instant): Promise<void> {
    const known = afterPause(habit, at, this.#listening);
    if (!known) return;
    if (habit.silentSince !== null) await this.#isBack(habit.name, habit.silentSince, at);
    await this.#deps.store.concludeHabit(habit.name, known);
  }

  async #fellSilent({ name, lastAt, longestPause }: SourceHabit, now: Instant): Promise<void> {
    const { store, channel, log } = this.#deps;
    const id = idOf(name, lastAt);
    const content = { kind: 'silent-source', source: name, since: lastAt } as const;
    // Another process may have told it, and ended before it could say so.
    if (!(await store.notice(id))) {
      await this.#put({
        id,
        channel: channel(),
        at: now,
        content: { ...content, longestPause, back: null },
        cardRevision: 1,
        detailsRevision: 0,
        entryCount: 0,
        joined: null,
      });
    }
    await store.concludeHabit(name, { longestPause, silentSince: lastAt });
    log.warn({ source: name, pause: between(lastAt, now) }, 'a source fell silent');
  }

  /** What was told of its silence tells of its end. */
  async #isBack(name: string, since: Instant, back: Instant): Promise<void> {
    const notice = await this.#deps.store.notice(idOf(name, since));
    if (notice?.content.kind !== 'silent-source') return;
    await this.#put({ ...notice, content: { ...notice.content, back }, cardRevision: 2 });
  }

  async #put(notice: Notice): Promise<void> {
    const { store, queue, clock } = this.#deps;
    await store.update(
      () => ({ ...NO_ROWS, incidents: [notice.id] }),
      () => ({ changes: [{ type: 'notice', notice }], outcomes: [] }),
    );
    queue.schedule({ kind: 'deliver', channel: notice.channel }, clock.now());
  }
}

function idOf(source: string, since: Instant): string {
  return `silent:${source}:${since}`;
}
