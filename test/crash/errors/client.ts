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
    const { random, rest, send } = this.#deps;
    while (!this.#stopped) {
      const { bug, ...happening } = this.#next();
      const at = Date.now();
      const sending = await send({ bug, ...happening });
      this.sent.push({ ...happening, bug: bug.type, at, ...sending });
      await pause(random.int(...rest));
    }
  }

  stop(): void {
    this.#stopped = true;
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
