import { localLedger } from '../../../src/budgets/local.ts';
import type { Clock } from '../../../src/clock.ts';
import type { IncidentAct } from '../../../src/domain/command.ts';
import { type Instant, instant, minutes } from '../../../src/domain/time.ts';
import { LEASE } from '../../../src/engine/delivery/lease.ts';
import { actor } from '../../../src/flow/act.ts';
import { type Deliverer, deliverer } from '../../../src/flow/deliver.ts';
import { ingester } from '../../../src/flow/ingest.ts';
import type { Notifier } from '../../../src/flow/notifier.ts';
import type { DeliveryReport } from '../../../src/flow/report.ts';
import { type Job, jobId, type Queue } from '../../../src/queue/queue.ts';
import { memoryStore } from '../../../src/store/memory/index.ts';
import type { Store } from '../../../src/store/store.ts';
import { aPolicy } from '../../support/builders.ts';
import { PretendedSlack } from '../../support/notifier.ts';
import { alert } from '../flow-world.ts';
import { breathe, Gates } from './gates.ts';

const START = instant(Date.UTC(2026, 1, 10, 14, 2));
const CHANNEL = '#alerts';

/** What a process that is not held up between its check and its send does in one go. */
export interface Pace {
  readonly sendsAtOnce: boolean;
}

/** Several processes that deliver from one store to one Slack, each held back at whatever it asks of them. */
export class Processes {
  #now: Instant = START;
  #ids = 0;
  readonly clock: Clock = {
    now: () => this.#now,
    newId: () => {
      this.#ids += 1;
      return `id${String(this.#ids).padStart(6, '0')}`;
    },
  };
  readonly slack = new PretendedSlack(this.clock);
  readonly store: Store = memoryStore();
  readonly ledger = localLedger();
  readonly reports: DeliveryReport[] = [];
  /** The texts of what all of them log. */
  readonly logged: string[] = [];
  readonly all: Process[] = [];
  readonly #pace: Pace;
  readonly #decides;

  constructor(count: number, pace: Pace = { sendsAtOnce: false }) {
    this.#pace = pace;
    const policy = aPolicy({ mention: '@oncall', repeatInterval: minutes(10) });
    this.#decides = {
      store: this.store,
      clock: this.clock,
      policy: () => policy,
      decided: () => {},
    };
    for (let n = 0; n < count; n += 1) this.start();
  }

  get living(): readonly Process[] {
    return this.all.filter(({ gates }) => !gates.isShut);
  }

  /** How many cards may come to another workspace at once. */
  room: number | null = null;

  /** One more process. */
  start(): Process {
    const process = new Process(this, `p${this.all.length + 1}`, this.#pace);
    this.all.push(process);
    process.queue.schedule({ kind: 'deliver', channel: CHANNEL }, this.#now);
    return process;
  }

  /** An alert comes in by this process. */
  async receive(process: Process, name: string): Promise<void> {
    await ingester({ ...this.#decides, queue: process.queue })([alert(name)]);
  }

  /** Somebody clicks, which this process handles: false, there is no such incident. */
  async click(process: Process, number: number, act: IncidentAct): Promise<boolean> {
    const by = { type: 'person', id: 'U1', name: 'Ann Lee' } as const;
    const ask = actor({ ...this.#decides, queue: process.queue });
    const outcome = await ask({ type: 'incident', number, actor: by, act });
    const shown = await this.store.incidentNumbered(number);
    if (outcome.type !== 'done' || !shown) return false;
    process.begin(() => process.deliver.now({ type: 'incident', shown }));
    return true;
  }

  wait(milliseconds: number): void {
    this.#now = instant(this.#now + milliseconds);
  }

  /** Lets one call of one process through, or has it begin what is due. */
  async go(pick: number): Promise<boolean> {
    const awake = this.living.filter(({ isPaused }) => !isPaused);
    for (const process of awake) process.wake();
    await breathe();
    const held = awake.flatMap((each) => each.gates.labels.map((_, place) => ({ each, place })));
    const chosen = held[pick % Math.max(1, held.length)];
    if (!chosen) return false;
    chosen.each.gates.pass(chosen.place);
    await breathe();
    return true;
  }

  /** Lets a process go on until it asks for this; it is held back there. */
  async until(process: Process, label: string): Promise<void> {
    for (let calls = 0; calls < 100; calls += 1) {
      process.wake();
      await breathe();
      if (process.gates.labels.includes(label)) return;
      process.gates.pass(0);
      await breathe();
    }
    throw new Error(`${label} is not asked for.`);
  }

  /** Lets everybody go on, the paused too, without further mishap. */
  async settle(seconds: number): Promise<void> {
    for (const process of this.living) process.isPaused = false;
    await this.run(seconds);
  }

  /** Lets those who are not paused go on for so long, and look at once for what waits. */
  async run(seconds: number): Promise<void> {
    for (const { queue } of this.living) {
      queue.schedule({ kind: 'deliver', channel: CHANNEL }, this.#now);
    }
    const end = this.#now + seconds * 1_000;
    while (this.#now < end) {
      while (await this.go(0));
      this.#now = instant(this.#now + 500);
    }
  }
}

/** One process: killed, it never goes on; paused, it goes on later. */
export class Process {
  readonly gates = new Gates();
  readonly deliver: Deliverer;
  readonly queue: Queue;
  isPaused = false;
  /** Whether it ever was. */
  wasPaused = false;
  readonly #waiting = new Map<string, { readonly job: Job; readonly at: Instant }>();
  readonly #running = new Set<string>();
  readonly #world: Processes;

  constructor(world: Processes, holder: string, pace: Pace) {
    this.#world = world;
    this.queue = {
      schedule: (job, at) => {
        const known = this.#waiting.get(jobId(job));
        if (!known || at < known.at) this.#waiting.set(jobId(job), { job, at });
      },
      start: () => {},
      close: async () => {},
    };
    const note = (_: object, text: string) => void world.logged.push(text);
    this.deliver = deliverer({
      store: gatedStore(world.store, this.gates),
      notifier: gatedSlack(world.slack, this.gates, pace),
      ledger: world.ledger,
      queue: this.queue,
      clock: world.clock,
      log: { debug: note, info: note, warn: note, error: note },
      holder,
      leaseFor: LEASE,
      report: (report) => void world.reports.push(report),
      defaultChannel: () => '#home',
      roomToMove: () => world.room,
    });
  }

  kill(): void {
    this.gates.shut();
  }

  pause(): void {
    this.isPaused = true;
    this.wasPaused = true;
  }

  /** Runs beside all else; what fails is told by the test that waits in vain. */
  begin(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      throw error;
    });
  }

  /** Begins the jobs that are due. */
  wake(): void {
    for (const [id, { job, at }] of this.#waiting) {
      if (at > this.#world.clock.now() || this.#running.has(id) || job.kind !== 'deliver') continue;
      this.#waiting.delete(id);
      this.#running.add(id);
      this.begin(async () => {
        await this.deliver.channel(job.channel);
        this.#running.delete(id);
      });
    }
  }
}

function gatedStore(store: Store, gates: Gates): Store {
  return {
    ...store,
    update: gates.around('save', store.update, { after: true }),
    subject: gates.around('read subject', store.subject),
    delivery: gates.around('read delivery', store.delivery),
    pending: gates.around('read pending', store.pending),
    alertsOf: gates.around('read alerts', store.alertsOf),
  };
}

function gatedSlack(slack: Notifier, gates: Gates, { sendsAtOnce }: Pace): Notifier {
  const gate = { before: !sendsAtOnce, after: true };
  return {
    team: () => slack.team(),
    channelId: (channel) => slack.channelId(channel),
    post: gates.around('post', slack.post.bind(slack), gate),
    update: gates.around('update', slack.update.bind(slack), gate),
    find: gates.around('find', slack.find.bind(slack), gate),
    remove: gates.around('remove', slack.remove.bind(slack), gate),
  };
}
