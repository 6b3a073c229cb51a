import { type Instant, plus } from '../domain/time.ts';
import { atOnce, countOf, type Example, type Step } from './example.ts';
import { inOrder, type SendDeps, STOPPED } from './in-order.ts';

/** What playing needs of the world. */
export interface PlayerDeps extends SendDeps {
  /** What is played is no longer as it was. */
  readonly changed: () => void;
}

/** How far an example is. */
export interface Played {
  readonly doing: 'nothing' | 'sending' | 'ending';
  /** How many of the example's unit the bot took, of how many; 0 of 0: it was never sent. */
  readonly sent: number;
  readonly total: number;
  /** Whether it fires, as far as anybody here knows: nobody sent its end. */
  readonly isOn: boolean;
  /** Why the bot took no more of it, as a sentence; null: it refused nothing. */
  readonly fault: string | null;
}

interface Run extends Played {
  readonly begin: Instant;
  /** How many of its steps were taken. */
  readonly steps: number;
}

const NEVER: Played = { doing: 'nothing', sent: 0, total: 0, isOn: false, fault: null };

/** Plays examples: each once at a time, and any of them together. */
export class Player {
  readonly #deps: PlayerDeps;
  readonly #runs = new Map<Example, Run>();
  readonly #stops = new Map<Example, () => void>();

  constructor(deps: PlayerDeps) {
    this.#deps = deps;
  }

  /** How far it is now. */
  played(example: Example): Played {
    const run = this.#runs.get(example);
    if (!run) return NEVER;
    const { doing, sent, total, fault } = run;
    return { doing, sent, total, fault, isOn: run.isOn && !this.#isOver(example, run) };
  }

  #isOver({ lasts }: Example, { begin }: Run): boolean {
    return lasts !== undefined && this.#deps.now() >= plus(begin, lasts);
  }

  /** Sends it from its beginning; resolves when it is through, stopped or refused. */
  async send(example: Example): Promise<void> {
    if (this.#stops.has(example)) return;
    const begin = this.#deps.now();
    const steps = example.steps(begin);
    const { isOn } = this.played(example);
    // What was sent before and fires still is to be ended too.
    const held = isOn ? (this.#runs.get(example)?.steps ?? 0) : 0;
    let run: Run = { ...NEVER, doing: 'sending', isOn, total: countOf(steps), begin, steps: held };
    this.#note(example, run);
    let through = 0;
    await this.#sendAll(example, steps, ({ count }) => {
      through += 1;
      run = { ...run, isOn: true, sent: run.sent + count, steps: Math.max(held, through) };
      this.#note(example, run);
    });
    if (example.lasts !== undefined) this.#deps.after(example.lasts, this.#deps.changed);
  }

  /** It fires already: an earlier player sent it, and nobody its end. */
  remember(example: Example): void {
    if (this.#runs.has(example)) return;
    const begin = this.#deps.now();
    this.#note(example, { ...NEVER, isOn: true, begin, steps: example.steps(begin).length });
  }

  /** Sends the ends of what it sent. */
  async resolve(example: Example): Promise<void> {
    const run = this.#runs.get(example);
    if (!run?.isOn || this.#stops.has(example)) return;
    this.#note(example, { ...run, doing: 'ending', fault: null });
    const ends = example.ends(run.steps, run.begin).map(atOnce);
    const isDone = await this.#sendAll(example, ends, () => {});
    if (isDone) this.#note(example, { ...run, isOn: false, fault: null });
  }

  /** Sends nothing more of it. */
  stop(example: Example): void {
    this.#stops.get(example)?.();
  }

  /** Sends nothing more at all. */
  stopAll(): void {
    for (const stop of this.#stops.values()) stop();
  }

  /** Answers whether all were taken. */
  async #sendAll(
    example: Example,
    steps: readonly Step[],
    taken: (step: Step) => void,
  ): Promise<boolean> {
    const { ended, stop } = inOrder(this.#deps, steps, taken);
    this.#stops.set(example, stop);
    const end = await ended;
    this.#stops.delete(example);
    const run = this.#runs.get(example);
    if (run) this.#note(example, { ...run, doing: 'nothing', fault: end === STOPPED ? null : end });
    return end === null;
  }

  #note(example: Example, run: Run): void {
    this.#runs.set(example, run);
    this.#deps.changed();
  }
}
