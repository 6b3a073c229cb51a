import { localLedger } from '../../src/budgets/local.ts';
import type { Clock } from '../../src/clock.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { IncidentAct } from '../../src/domain/command.ts';
import type { Change } from '../../src/domain/decision.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { duration, type Instant, instant } from '../../src/domain/time.ts';
import { actor } from '../../src/flow/act.ts';
import { deliverer } from '../../src/flow/deliver.ts';
import { ingester } from '../../src/flow/ingest.ts';
import type { DeliveryReport } from '../../src/flow/report.ts';
import { tick } from '../../src/flow/tick.ts';
import { memoryStore } from '../../src/store/memory/index.ts';
import type { Store } from '../../src/store/store.ts';
import { aPolicy } from '../support/builders.ts';
import { PretendedSlack } from '../support/notifier.ts';
import { manualQueue } from '../support/queue.ts';
import { save } from '../support/saving.ts';

const START = instant(Date.UTC(2026, 1, 10, 14, 2));

/** A firing or resolved alert of that name on that host. */
export function alert(name: string, host = 'web-1', status: Alert['status'] = 'firing'): Alert {
  return {
    status,
    content: {
      labels: { alertname: name, host },
      annotations: {},
      title: name,
      description: `${name} on ${host}`,
      severity: 'warning',
      host,
      url: null,
      source: 'test',
    },
  };
}

/** Ingest, act, tick and deliver over a memory store, a pretended Slack and simulated time. */
export class FlowWorld {
  #now: Instant = START;
  #ids = 0;
  readonly clock: Clock = {
    now: () => this.#now,
    newId: () => {
      this.#ids += 1;
      return `id${String(this.#ids).padStart(6, '0')}`;
    },
  };
  readonly slack: PretendedSlack;
  readonly store: Store = memoryStore();
  readonly #policy: Policy;
  readonly reports: DeliveryReport[] = [];
  readonly logged: string[] = [];
  queue = manualQueue(this.clock);
  ingest!: ReturnType<typeof ingester>;
  #act!: ReturnType<typeof actor>;
  deliver!: ReturnType<typeof deliverer>;

  constructor(policy: Policy = aPolicy()) {
    this.#policy = policy;
    this.slack = new PretendedSlack(this.clock);
    this.#start();
  }

  #start(): void {
    this.queue = manualQueue(this.clock);
    const deps = {
      store: this.store,
      queue: this.queue,
      clock: this.clock,
      policy: () => this.#policy,
      decided: () => {},
    };
    const note = (_fields: unknown, text: string) => void this.logged.push(text);
    const log = { debug: note, info: note, warn: note, error: note };
    this.ingest = ingester(deps);
    this.#act = actor(deps);
    this.deliver = deliverer({
      ...deps,
      log,
      notifier: this.slack,
      ledger: localLedger(),
      holder: 'alone',
      leaseFor: duration(0),
      defaultChannel: () => '#home',
      roomToMove: () => this.#policy.storm?.incidents ?? null,
      report: (report) => void this.reports.push(report),
    });
    this.queue.start(async (job) => {
      if (job.kind === 'tick') await tick(deps);
      if (job.kind === 'deliver') await this.deliver.channel(job.channel);
    });
  }

  /** Forgets all that lives in memory, as a crash does, and begins anew from the store. */
  async restart(): Promise<void> {
    this.#start();
    this.queue.schedule({ kind: 'deliver', channel: this.#policy.route.channel }, this.#now);
    this.queue.schedule({ kind: 'tick' }, this.#now);
  }

  async receive(...alerts: readonly Alert[]): Promise<void> {
    await this.ingest(alerts);
    await this.queue.settle();
  }

  async ask(number: number, act: IncidentAct, name = 'Ann Lee') {
    const by = { type: 'person', id: `U-${name}`, name } as const;
    const outcome = await this.#act({ type: 'incident', number, actor: by, act });
    await this.queue.settle();
    return outcome;
  }

  /** Saves what no input brings about here, such as a notice. */
  async put(...changes: readonly Change[]): Promise<void> {
    await save(this.store, ...changes);
  }

  async settle(): Promise<void> {
    await this.queue.settle();
  }

  /** Lets that many seconds pass, stopping wherever something is due. */
  async advance(seconds: number): Promise<void> {
    const end = this.#now + seconds * 1_000;
    for (let next = this.queue.nextAt(); next !== null && next <= end; next = this.queue.nextAt()) {
      if (next > this.#now) this.#now = next;
      await this.queue.settle();
    }
    this.#now = instant(end);
    await this.queue.settle();
  }

  async incident(number: number) {
    const incident = await this.store.incidentNumbered(number);
    if (!incident) throw new Error(`There is no incident ${number}.`);
    return incident;
  }

  /** Whether Slack shows all that the state wants shown. */
  async isAllDelivered(): Promise<boolean> {
    return (await this.store.pendingChannels()).length === 0;
  }
}
