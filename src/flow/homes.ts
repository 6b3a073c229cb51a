import { type Ledger, LedgerAway } from '../budgets/ledger.ts';
import type { Clock } from '../clock.ts';
import {
  between,
  duration,
  hours,
  type Instant,
  instant,
  later,
  minutes,
  plus,
  seconds,
} from '../domain/time.ts';
import type { Log } from '../log.ts';
import { DeliveryFailed } from './notifier.ts';
import { Turns } from './turns.ts';

/** What the Home of somebody is to show now. */
export interface HomePage {
  /** All that it says but the present time, for telling whether anything is new. */
  readonly says: string;
  /** Rejects with `DeliveryFailed`. */
  publish(): Promise<void>;
}

/** What keeping Homes fresh needs of the world. */
export interface HomesDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly ledger: Ledger;
  /** Has `look` called at that time, or before. */
  readonly wake: (at: Instant) => void;
  /** Homes of one round may share what they are drawn from. */
  readonly draw: (person: string, round: object) => Promise<HomePage>;
}

/** A Home that somebody opened. */
interface Opened {
  readonly at: Instant;
  readonly drawnAt: Instant;
  /** The newest round that it is to be drawn in: what an older one knows is out of date. */
  readonly round: Round;
  /** Whether anything may have changed since. */
  readonly isStale: boolean;
  /** Null: what it shows is not known. */
  readonly shows: string | null;
  readonly hasFailed: boolean;
}

/** Homes that are drawn one after the other; where somebody waits, theirs alone. */
interface Round {
  readonly isAwaited: boolean;
}

/** Slack does not tell when a Home is closed. */
const OPEN_FOR = hours(1);
/** More people than look at their Homes in an hour; the one who opened theirs first is left alone. */
const MOST = 200;
/** No Home changes more often by itself. */
const AT_MOST_EVERY = seconds(10);
/** What other processes changed, and what time changes, is seen so soon. */
const AT_LEAST_EVERY = minutes(1);
/** Slack takes more than a hundred a minute (Tier 4): https://docs.slack.dev/apis/web-api/rate-limits. */
const LIMIT = { burst: 20, every: seconds(0.7) };
const KEY = 'home';
const REFUSED =
  'Slack takes no Home for a person: is the Home tab on in the app, as manifest.yml has it?';

/** Keeps the Homes fresh that people have open: those that were opened through this process. */
export class Homes {
  readonly #deps: HomesDeps;
  readonly #opened = new Map<string, Opened>();
  readonly #turns = new Turns();

  constructor(deps: HomesDeps) {
    this.#deps = deps;
  }

  /** Somebody opened theirs, or pressed a button in it, and waits for what it shows. Never rejects. */
  async opened(person: string): Promise<void> {
    const now = this.#deps.clock.now();
    const before = this.#opened.get(person);
    this.#opened.delete(person);
    const hasFailed = before?.hasFailed ?? false;
    // Also what has not changed is published: it says of when it is.
    const round = { isAwaited: true };
    const opened = { at: now, drawnAt: now, round, isStale: false, shows: null, hasFailed };
    this.#opened.set(person, opened);
    const [first] = this.#opened.keys();
    if (this.#opened.size > MOST && first !== undefined) this.#opened.delete(first);
    await this.#show(person, round);
    this.#sleep();
  }

  /** Somebody did something elsewhere, such as in a modal, that their Home should show, if they have it open. */
  async touched(person: string): Promise<void> {
    if (!this.#opened.has(person)) return;
    const round = { isAwaited: true };
    this.#note(person, { drawnAt: this.#deps.clock.now(), round, isStale: false });
    await this.#show(person, round);
  }

  /** Something was decided that Homes may show. */
  changed(): void {
    const fresh = [...this.#opened].filter(([, { isStale }]) => !isStale);
    if (fresh.length === 0) return;
    for (const [person] of fresh) this.#note(person, { isStale: true });
    this.#sleep();
  }

  /** Draws anew those whose time has come. */
  async look(): Promise<void> {
    const round = { isAwaited: false };
    for (const person of this.#begin(round)) await this.#show(person, round);
    this.#sleep();
  }

  /** Whose Homes are due. What changes while they are drawn is for the next round. */
  #begin(round: Round): readonly string[] {
    const now = this.#deps.clock.now();
    const due: string[] = [];
    for (const [person, opened] of this.#opened) {
      if (between(opened.at, now) >= OPEN_FOR) this.#opened.delete(person);
      else if (dueAt(opened) <= now) due.push(person);
    }
    for (const person of due) this.#note(person, { drawnAt: now, round, isStale: false });
    return due;
  }

  #sleep(): void {
    const due = [...this.#opened.values()].map(dueAt);
    const [first, ...others] = due;
    if (first === undefined) return;
    this.#deps.wake(later(instant(Math.min(first, ...others)), this.#deps.clock.now()));
  }

  #show(person: string, round: Round): Promise<void> {
    return this.#turns.take(person, async () => {
      if (this.#opened.get(person)?.round !== round) return;
      try {
        const isShown = await this.#draw(person, round);
        this.#note(person, isShown ? { hasFailed: false } : { isStale: true });
      } catch (error) {
        await this.#failed(person, error);
      }
    });
  }

  /** False: Slack may not be asked now. */
  async #draw(person: string, round: Round): Promise<boolean> {
    const { draw, ledger, clock } = this.#deps;
    const page = await draw(person, round);
    if (page.says === this.#opened.get(person)?.shows) return true;
    const now = clock.now();
    const { granted } = round.isAwaited
      ? await ledger.force(KEY, LIMIT, now)
      : await ledger.take(KEY, LIMIT, now);
    if (!granted) return false;
    // Until Slack answers well, nobody knows which of both it shows.
    this.#note(person, { shows: null });
    await page.publish();
    this.#note(person, { shows: page.says });
    return true;
  }

  /** A Home is worth no more than another try: whatever it would show is on the cards. */
  async #failed(person: string, error: unknown): Promise<void> {
    const { log } = this.#deps;
    // Asking once more would change nothing.
    if (error instanceof DeliveryFailed && error.kind === 'refused') {
      this.#opened.delete(person);
      return log.warn({ user: person, code: error.code }, REFUSED);
    }
    const level = this.#opened.get(person)?.hasFailed ? 'debug' : 'warn';
    log[level](
      { error, user: person },
      'the Home of a person could not be shown: it is tried again',
    );
    this.#note(person, { isStale: true, hasFailed: true });
    if (error instanceof DeliveryFailed && error.kind === 'busy') await this.#close(error);
  }

  async #close({ retryAfter }: DeliveryFailed): Promise<void> {
    const { ledger, clock, log } = this.#deps;
    const until = plus(clock.now(), duration(Math.max(retryAfter ?? 0, AT_MOST_EVERY)));
    try {
      await ledger.close(KEY, until);
    } catch (error) {
      if (!(error instanceof LedgerAway)) throw error;
      log.debug({ error }, 'that Slack takes no Homes now could not be shared');
    }
  }

  #note(person: string, news: Partial<Opened>): void {
    const opened = this.#opened.get(person);
    if (opened) this.#opened.set(person, { ...opened, ...news });
  }
}

function dueAt({ drawnAt, isStale }: Opened): Instant {
  return plus(drawnAt, isStale ? AT_MOST_EVERY : AT_LEAST_EVERY);
}
