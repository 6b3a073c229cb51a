import type { Fault } from '../../src/sandbox/faults.ts';
import type { FaultMode } from '../../src/sandbox/protocol.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { pause } from '../crash/pause.ts';
import type { Random } from '../crash/random.ts';
import type { Stretch } from './evidence.ts';
import type { PlannedStretch } from './schedule.ts';

/** The longest that Slack is late with a call. */
const LATEST_S = 12;
const ENOUGH = 500;

/** Slack's trouble, in stretches; notes which call had which. */
export class Weather {
  readonly stretches: Stretch[] = [];
  /** What was ordered for a call. */
  readonly faults = new Map<LoggedRequest, Fault['kind']>();
  readonly #sandbox: Sandbox;
  readonly #random: Random;
  #over = 0;

  constructor(sandbox: Sandbox, random: Random) {
    this.#sandbox = sandbox;
    this.#random = random;
    const { faults, requests } = sandbox;
    const take = faults.take;
    faults.take = (method, args) => {
      const fault = take(method, args);
      const entry = requests.all.at(-1);
      if (fault && entry) this.faults.set(entry, fault.kind);
      return fault;
    };
  }

  /** Lets them come and go. */
  async run(stretches: readonly PlannedStretch[], begun: number): Promise<void> {
    for (const { at, lasts, kind } of stretches) {
      await pause(Math.max(0, begun + at - Date.now()));
      const from = Date.now();
      this.#begin(kind);
      await pause(lasts);
      this.#sandbox.faults.clear();
      this.#over = Date.now() + LATEST_S * 1_000;
      this.stretches.push({ kind, from, to: Date.now() });
    }
  }

  /** Whether all is done that Slack was late with. */
  isOver(): boolean {
    return Date.now() > this.#over;
  }

  #begin(kind: PlannedStretch['kind']): void {
    const { faults } = this.#sandbox;
    const mode = MODES.get(kind);
    if (mode) faults.mode = mode;
    else for (const method of METHODS) this.#plan(method, kind);
  }

  #plan(method: string, kind: PlannedStretch['kind']): void {
    for (let n = 0; n < ENOUGH; n += 1) {
      const after = this.#random.int(0, 2);
      this.#sandbox.faults.inject(method, this.#faultOf(kind), { after });
    }
  }

  #faultOf(kind: PlannedStretch['kind']): Fault {
    switch (kind) {
      case 'drops':
        return { kind: this.#random.pick(['drop-before', 'drop-after']) };
      case 'late':
        return { kind: 'late', seconds: this.#random.int(1, LATEST_S) };
      default:
        return { kind: 'hang' };
    }
  }
}

/** What the page's switch can do, for calls of every method. */
const MODES: ReadonlyMap<PlannedStretch['kind'], FaultMode> = new Map([
  ['429', 'rate-limited'],
  ['5xx', 'down'],
  ['slow', 'slow'],
]);

const METHODS = ['chat.postMessage', 'chat.update', 'conversations.replies'] as const;
