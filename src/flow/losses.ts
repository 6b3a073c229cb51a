import type { Limit } from '../domain/limit.ts';
import type { Notice, NoticeContent } from '../domain/notice.ts';
import { hours, type Instant, minutes, plus } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { type NoticeDeps, POSTED, putNotice } from './put-notice.ts';

/** What telling of losses needs. */
export interface LossDeps extends NoticeDeps {
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

/** So long a loss is watched before it is told, so that it can be said how much it is. */
const WATCHED = minutes(1);
/** A source that loses nothing for so long has no more losses: the next one is told anew. */
const QUIET = hours(1);
/** So much a source may give up by itself before that is told. */
const SMALL = 20;

/** A time in which a source loses something again and again. */
interface Spell {
  readonly source: string;
  readonly since: Instant;
  lastAt: Instant;
  refused: number;
  givenUp: number;
  /** The last that was passed; null: none was. */
  limit: Limit | null;
  /** What was told; null: nothing yet. */
  told: Notice | null;
  /** Whether another process told it, or this one before it was started again. */
  isToldElsewhere: boolean;
}

/**
 * Tells once of a source of which alerts are lost: refused since it is over its rate, or given up by its SDK; and in the same
 * place what it came to, when it is over. Each process tells of what it saw itself.
 */
export class Losses {
  readonly #deps: LossDeps;
  #spells: readonly Spell[] = [];
  #isLooking = false;

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

  /** Tells what is to be told by now. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#spells.length === 0) return;
    this.#isLooking = true;
    const now = this.#deps.clock.now();
    try {
      for (const spell of this.#spells) await this.#lookAt(spell, now);
    } catch (error) {
      this.#deps.log.warn({ error }, 'losses of a source could not be told; they are later');
    } finally {
      this.#isLooking = false;
    }
  }

  async #lookAt(spell: Spell, now: Instant): Promise<void> {
    const isTold = spell.told !== null || spell.isToldElsewhere;
    if (!isTold && isWorthTelling(spell, now)) await this.#tell(spell, now);
    if (!isOver(spell, now)) return;
    if (spell.told) await this.#tellEnd(spell, spell.told);
    this.#spells = this.#spells.filter((each) => each !== spell);
  }

  async #tell(spell: Spell, now: Instant): Promise<void> {
    const { store, channel, log } = this.#deps;
    const id = idOf(spell);
    spell.isToldElsewhere = (await store.notice(id)) !== undefined;
    if (spell.isToldElsewhere) return;
    const notice = { id, channel: channel(), at: now, content: contentOf(spell, null), ...POSTED };
    await putNotice(this.#deps, notice);
    spell.told = notice;
    const { source, refused, givenUp } = spell;
    log.warn({ source, refused, givenUp }, 'alerts of a source are lost');
  }

  #tellEnd(spell: Spell, told: Notice): Promise<void> {
    const content = contentOf(spell, spell.lastAt);
    return putNotice(this.#deps, { ...told, content, cardRevision: 2 });
  }
}

function begun(source: string, now: Instant): Spell {
  const nothing = { refused: 0, givenUp: 0, limit: null, told: null, isToldElsewhere: false };
  return { source, since: now, lastAt: now, ...nothing };
}

function isOver({ lastAt }: Spell, now: Instant): boolean {
  return now >= plus(lastAt, QUIET);
}

function isWorthTelling({ since, refused, givenUp }: Spell, now: Instant): boolean {
  return now >= plus(since, WATCHED) && (refused > 0 || givenUp >= SMALL);
}

function contentOf(spell: Spell, until: Instant | null): NoticeContent {
  const { source, since, refused, givenUp, limit } = spell;
  return { kind: 'losses', source, since, refused, givenUp, limit, until };
}

/** The same in all processes whose losses begin within an hour; a spell that begins later has another. */
function idOf({ source, since }: Spell): string {
  return `losses:${source}:${Math.floor(since / QUIET)}`;
}
