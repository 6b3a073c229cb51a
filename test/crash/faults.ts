import type { Fault } from '../../src/sandbox/faults.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Random } from './random.ts';

/** How late the latest call is that Slack carries out after its connection is gone. */
const LATEST_S = 20;

/** Slack's troubles, drawn once for each method: one fault every so many calls. */
export class Troubles {
  readonly #sandbox: Sandbox;
  readonly #counts = new Map<string, number>();
  #lastLate = 0;

  constructor(sandbox: Sandbox, random: Random) {
    this.#sandbox = sandbox;
    const take = sandbox.faults.take;
    sandbox.faults.take = (method, args) => this.#noted(take(method, args));
    for (const [method, often] of METHODS) this.#plan(method, often, random.fork(method));
  }

  /** Slack works again; what it is late with still comes. */
  end(): void {
    this.#sandbox.faults.clear();
  }

  /** Whether all is done that Slack was late with. */
  isOver(): boolean {
    return Date.now() > this.#lastLate;
  }

  /** How many there were of each kind. */
  counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  #plan(method: string, often: number, random: Random): void {
    for (let n = 0; n < PLANNED; n += 1) {
      const after = random.int(0, 2 * often);
      this.#sandbox.faults.inject(method, faultOf(random), { after });
    }
  }

  #noted(fault: Fault | undefined): Fault | undefined {
    if (!fault) return undefined;
    this.#counts.set(fault.kind, (this.#counts.get(fault.kind) ?? 0) + 1);
    const delay = lateness(fault);
    this.#lastLate = Math.max(this.#lastLate, Date.now() + delay);
    return fault;
  }
}

/** More than any run uses up. */
const PLANNED = 1_000;

/** Each method, and how many calls of it go well between two that do not. */
const METHODS: readonly (readonly [method: string, often: number])[] = [
  ['chat.postMessage', 1],
  ['chat.update', 2],
  ['chat.delete', 1],
  ['chat.postEphemeral', 5],
  ['conversations.history', 3],
  ['conversations.replies', 3],
  ['conversations.list', 4],
  ['auth.test', 5],
  ['users.info', 5],
  ['views.open', 6],
  ['response_url', 5],
  ['apps.connections.open', 8],
];

function faultOf(random: Random): Fault {
  const draw = random.int(1, 20);
  if (draw <= 4) return { kind: 'slow', milliseconds: random.int(100, 3_000) };
  if (draw <= 7) return { kind: 'rate-limited', retryAfter: 1 };
  if (draw <= 9) return { kind: 'drop-before' };
  if (draw <= 13) return { kind: 'drop-after' };
  if (draw <= 18) return { kind: 'late', seconds: random.int(1, LATEST_S) };
  return { kind: 'status', status: random.pick([500, 502, 503]) };
}

function lateness(fault: Fault): number {
  if (fault.kind === 'late') return fault.seconds * 1_000;
  return fault.kind === 'slow' ? fault.milliseconds : 0;
}
