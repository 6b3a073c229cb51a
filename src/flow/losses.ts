import type { Limit } from '../domain/limit.ts';
import { isOfLosses, type LossNotice } from '../domain/notice.ts';
import { type Instant, plus } from '../domain/time.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import {
  added,
  adopted,
  begun,
  firstContent,
  idOf,
  isMore,
  isOver,
  isSame,
  isToBeNoted,
  isWatched,
  isWorthTelling,
  type Spell,
  WATCHED,
} from './loss-spell.ts';
import { type NoticeDeps, POSTED, putNotice } from './put-notice.ts';

/** What telling of losses needs. */
export interface LossDeps extends NoticeDeps {
  readonly store: Pick<Store, 'notice' | 'openLosses' | 'update'>;
  readonly log: Log;
  /** Where those are told who run Quell. */
  readonly channel: () => string;
}

/** Something that a source sent, or wanted to, and that is stored nowhere. */
export interface Loss {
  readonly count: number;
  /** Of what was refused: the limit that it was over; null: the source itself says that it gave it up. */
  readonly limit: Limit | null;
}

/**
 * Tells once of a source of which alerts are lost: refused since it is over its rate, or given up by its SDK; and in the same
 * place what it came to, when it is over. What another process told, or this one before it was started again, is gone on
 * with: each adds from time to time what it saw itself, and all at its stop. A process that is killed takes along what it
 * had not told or added yet.
 */
export class Losses {
  readonly #deps: LossDeps;
  #spells: readonly Spell[] = [];
  #looking: Promise<void> | null = null;
  /** Whether what was told before was looked up. */
  #isStarted = false;

  constructor(deps: LossDeps) {
    this.#deps = deps;
  }

  /** Something was lost. Nobody waits for what becomes of it here. */
  note(source: string, { count, limit }: Loss): void {
    const { clock, queue } = this.#deps;
    const now = clock.now();
    const known = this.#spells.find((each) => each.source === source && !isOver(each, now));
    const spell = known ?? begun(source, now);
    if (!known) {
      this.#spells = [...this.#spells, spell];
      queue.schedule({ kind: 'sources' }, plus(now, WATCHED));
    }
    spell.lastAt = now;
    spell.limit = limit ?? spell.limit;
    if (limit) spell.refused += count;
    else spell.givenUp += count;
    void this.look();
  }

  /** Tells what is to be told by now; the first time, goes on with what was told before. */
  async look(): Promise<void> {
    if (this.#isStarted && this.#spells.length === 0) return;
    this.#looking ??= this.#lookAtAll(this.#deps.clock.now());
    await this.#looking;
  }

  async #lookAtAll(now: Instant): Promise<void> {
    try {
      if (!this.#isStarted) await this.#start(now);
      for (const spell of this.#spells) await this.#lookAt(spell, now);
    } catch (error) {
      this.#deps.log.warn({ error }, 'losses of a source could not be told; they are later');
    }
    this.#looking = null;
  }

  /** Resolves when all that was lost here stands in what is told: at the latest at the next start. */
  async stop(): Promise<void> {
    await this.#looking;
    const now = this.#deps.clock.now();
    try {
      for (const spell of this.#spells) {
        if (spell.told && isMore(spell)) await this.#goOn(spell, spell.told, now);
        else if (!spell.told && isWorthTelling(spell)) await this.#tell(spell, now);
      }
    } catch (error) {
      this.#deps.log.warn({ error }, 'losses of a source could not be told before the stop');
    }
  }

  /** Of each source the newest that is open; one that lost something meanwhile finds it by itself. */
  async #start(now: Instant): Promise<void> {
    const open = await this.#deps.store.openLosses();
    this.#isStarted = true;
    for (const told of open) {
      const { source } = told.content;
      const isKnown = this.#spells.some((each) => each.source === source);
      if (!isKnown) this.#spells = [...this.#spells, adopted(told, now)];
    }
  }

  async #lookAt(spell: Spell, now: Instant): Promise<void> {
    const isDue = spell.told === null && isWatched(spell, now);
    if (isDue && isWorthTelling(spell)) await this.#tell(spell, now);
    else if (spell.told && isOver(spell, now)) await this.#end(spell, spell.told, now);
    else if (spell.told && isToBeNoted(spell, now)) await this.#goOn(spell, spell.told, now);
    if (!isOver(spell, now)) return;
    this.#spells = this.#spells.filter((each) => each !== spell);
  }

  async #tell(spell: Spell, now: Instant): Promise<void> {
    const { store, channel, log } = this.#deps;
    const { source, refused, givenUp } = spell;
    const open = await store.openLosses();
    const other = open.find(({ content }) => content.source === source);
    if (other) return this.#goOn(spell, other, now);
    const content = firstContent(spell);
    await this.#put(spell, { id: idOf(spell), channel: channel(), at: now, content, ...POSTED });
    log.warn({ source, refused, givenUp }, 'alerts of a source are lost');
  }

  /** Adds what was lost here. */
  async #goOn(spell: Spell, told: LossNotice, now: Instant): Promise<void> {
    const stored = await this.#stored(told);
    spell.notedAt = now;
    await this.#put(spell, { ...stored, content: added(stored.content, spell) });
  }

  /** Tells the end, unless another process lost something since this one last looked. */
  async #end(spell: Spell, told: LossNotice, now: Instant): Promise<void> {
    const stored = await this.#stored(told);
    const content = added(stored.content, spell);
    if (stored.content.until === null && !isSame(stored, told)) {
      spell.lastAt = now;
      return this.#put(spell, { ...stored, content });
    }
    const until = content.until ?? spell.lastAt;
    await this.#put(spell, { ...stored, content: { ...content, until }, cardRevision: 2 });
  }

  /** As it is now, by whichever process. */
  async #stored(told: LossNotice): Promise<LossNotice> {
    const notice = await this.#deps.store.notice(told.id);
    return notice && isOfLosses(notice) ? notice : told;
  }

  /** What was lost here until now is in it. */
  async #put(spell: Spell, told: LossNotice): Promise<void> {
    const { refused, givenUp } = spell;
    await putNotice(this.#deps, told);
    spell.told = told;
    // More may have been lost while it was saved.
    spell.refused -= refused;
    spell.givenUp -= givenUp;
  }
}
