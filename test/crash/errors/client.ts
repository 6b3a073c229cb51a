import { pause } from '../pause.ts';
import type { Random } from '../random.ts';
import { BUGS, type Bug, type Happening } from './bugs.ts';
import type { SentEvent } from './evidence.ts';
import type { Releases } from './releases.ts';

/** What came of sending one event until it was answered. */
export type Sending = Pick<SentEvent, 'tries' | 'answered' | 'refused'>;

/** What a program sends with. */
export interface ErrorClientDeps {
  readonly random: Random;
  readonly releases: Releases;
  /** How long it rests between two events, in milliseconds. */
  readonly rest: readonly [least: number, most: number];
  /** Sends the event until it is answered, under the same id each time. */
  readonly send: (happening: Happening) => Promise<Sending>;
}

const USERS = 40;
/** The most frequent bug strikes so many that they are estimated. */
const USERS_OF_MANY = 400;
/** Frequent ones: of a rare one each event is drawn. */
const TRICKLING = BUGS.filter(({ quiet }) => !quiet).slice(0, 2);
const TRICKLE_REST = [500, 1_500] as const;

/** A program with bugs that reports them as an SDK does. */
export class ErrorClient {
  readonly sent: SentEvent[] = [];
  readonly #deps: ErrorClientDeps;
  #stopped = false;

  constructor(deps: ErrorClientDeps) {
    this.#deps = deps;
  }

  /** Sends until it is stopped. */
  async run(): Promise<void> {
    const { random, rest } = this.#deps;
    while (!this.#stopped) {
      await this.#report(this.#next());
      await pause(random.int(...rest));
    }
  }

  /** Goes on when all else is quiet, so seldom that only time has some of these events drawn. */
  async trickle(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      await this.#report({ ...this.#next(), bug: this.#deps.random.pick(TRICKLING) });
      await pause(this.#deps.random.int(...TRICKLE_REST));
    }
  }

  stop(): void {
    this.#stopped = true;
  }

  async #report({ bug, ...happening }: Happening): Promise<void> {
    const at = Date.now();
    const sending = await this.#deps.send({ bug, ...happening });
    this.sent.push({ ...happening, bug: bug.type, at, ...sending });
  }

  #next(): Happening {
    const { random, releases } = this.#deps;
    const [frequent] = BUGS;
    const bug = frequent && random.chance(0.3) ? frequent : random.pick(BUGS);
    return {
      bug,
      id: Array.from({ length: 32 }, () => random.int(0, 15).toString(16)).join(''),
      user: `user-${random.int(1, bug === frequent ? USERS_OF_MANY : USERS)}`,
      release: releases.runningOn(bug.project, random),
      environment: this.#environment(bug),
    };
  }

  #environment({ quiet }: Bug): string {
    return quiet || this.#deps.random.chance(0.2) ? 'staging' : 'production';
  }
}
