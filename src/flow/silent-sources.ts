import type { Alert } from '../domain/alert.ts';
import type { HabitConclusion, SourceHabit } from '../domain/source-habit.ts';
import { between, hours, type Instant, later, minutes, plus } from '../domain/time.ts';
import { afterEnd, afterPause, missedAt } from '../engine/habit.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { Listening } from './listening.ts';
import { type NoticeDeps, POSTED, putNotice } from './put-notice.ts';
import { type Said, Unnoted } from './unnoted.ts';

/** What noticing silent sources needs. */
export interface SilenceDeps extends NoticeDeps {
  readonly store: Pick<Store, 'heardFrom' | 'habits' | 'concludeHabit' | 'notice' | 'update'>;
  readonly log: Log;
  /** The names under which something may come now. */
  readonly sources: () => ReadonlySet<string>;
  /** Where those are told who run Quell. */
  readonly channel: () => string;
}

const LOOKED_AT_LEAST_EVERY = hours(1);
const LOOKED_AT_MOST_EVERY = minutes(1);

/** Learns how often each source says that something fires, and tells once of one that fell silent. */
export class SilentSources {
  readonly #deps: SilenceDeps;
  readonly #listening: Listening;
  readonly #unnoted = new Unnoted();
  #isNoting = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(deps: SilenceDeps) {
    this.#deps = deps;
    this.#listening = new Listening(deps.store, deps.clock);
  }

  /** Something arrived. The sender does not wait for what becomes of it here. */
  heard(name: string, alerts: readonly Alert[]): void {
    const now = this.#deps.clock.now();
    this.#unnoted.add(name, alerts, now);
    if (this.#isNoting || !this.#unnoted.isDue(name, now)) return;
    this.#isNoting = true;
    void this.#inTurn(async () => {
      this.#isNoting = false;
      const { names } = this.#unnoted;
      await this.#noteAll(names.filter((each) => this.#unnoted.isDue(each, now)));
    });
  }

  /** Tells of those that fell silent, and asks to be woken when the next one would be missed. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#noteAll(this.#unnoted.names);
      await this.#look();
    });
  }

  /** Resolves when all is noted that was heard, and that Quell listened until now. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#noteAll(this.#unnoted.names);
      try {
        await this.#listening.habits();
      } catch (error) {
        this.#deps.log.warn({ error }, 'until when Quell listened for sources could not be noted');
      }
    });
  }

  /** One after the other, since each builds on what the one before it learned. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    // Who asked for it is told of a failure; the next one is not.
    this.#turn = done.catch(() => {});
    return done;
  }

  async #noteAll(names: readonly string[]): Promise<void> {
    const { clock, log } = this.#deps;
    for (const name of names) {
      const said = this.#unnoted.of(name);
      try {
        if (said) await this.#note(name, said);
        if (said) this.#unnoted.noted(name, said, clock.now());
      } catch (error) {
        this.#unnoted.failed(name);
        const text = 'that a source was heard could not be noted; it is again';
        log.warn({ error, source: name }, text);
      }
    }
  }

  async #note(name: string, { spokeAt, endedAt }: Said): Promise<void> {
    const { store } = this.#deps;
    if (spokeAt !== null) {
      const habit = await this.#habitOf(name);
      await store.heardFrom(name, spokeAt, false);
      if (habit) await this.#learn(habit, afterPause(habit, spokeAt), spokeAt);
    }
    if (endedAt !== null) {
      const habit = await this.#habitOf(name);
      await store.heardFrom(name, endedAt, true);
      if (habit) await this.#learn(habit, afterEnd(habit, endedAt), endedAt);
    }
  }

  async #habitOf(name: string): Promise<SourceHabit | undefined> {
    return (await this.#listening.habits()).find((each) => each.name === name);
  }

  async #learn(habit: SourceHabit, known: HabitConclusion | null, at: Instant): Promise<void> {
    if (!known) return;
    const { name, silentSince } = habit;
    if (silentSince !== null) await this.#isBack(name, silentSince, at);
    await this.#deps.store.concludeHabit(name, known);
  }

  async #look(): Promise<void> {
    const { queue, clock } = this.#deps;
    const now = clock.now();
    let next = plus(now, LOOKED_AT_LEAST_EVERY);
    for (const habit of await this.#expected()) {
      const missed = missedAt(habit);
      if (missed === null) continue;
      if (missed <= now) await this.#fellSilent(habit, now);
      else if (missed < next) next = missed;
    }
    const soonest = plus(now, LOOKED_AT_MOST_EVERY);
    queue.schedule({ kind: 'sources' }, later(next, soonest));
  }

  /** Those that are configured. Another one that is put back is not missed before it spoke again. */
  async #expected(): Promise<readonly SourceHabit[]> {
    const { store, sources } = this.#deps;
    const known = sources();
    const habits = await this.#listening.habits();
    for (const { name, lastAt, atRest } of habits) {
      if (!known.has(name) && !atRest) await store.heardFrom(name, lastAt, true);
    }
    return habits.filter(({ name }) => known.has(name));
  }

  async #fellSilent(habit: SourceHabit, now: Instant): Promise<void> {
    const { store, channel, log } = this.#deps;
    const { name, lastAt, longestPause } = habit;
    const id = idOf(name, lastAt);
    const content = { kind: 'silent-source', source: name, since: lastAt } as const;
    // Another process may have told it, and ended before it could say so.
    if (!(await store.notice(id))) {
      const told = { ...content, longestPause, back: null };
      const notice = { id, channel: channel(), at: now, content: told, ...POSTED };
      await putNotice(this.#deps, notice);
    }
    await store.concludeHabit(name, { ...habit, silentSince: lastAt });
    log.warn({ source: name, pause: between(lastAt, now) }, 'a source fell silent');
  }

  /** What was told of its silence tells of its end. */
  async #isBack(name: string, since: Instant, back: Instant): Promise<void> {
    const notice = await this.#deps.store.notice(idOf(name, since));
    if (notice?.content.kind !== 'silent-source') return;
    const content = { ...notice.content, back };
    await putNotice(this.#deps, { ...notice, content, cardRevision: 2 });
  }
}

function idOf(source: string, since: Instant): string {
  return `silent:${source}:${since}`;
}
