import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Why something that a door was sent was not taken. */
export type RefusalReason =
  | 'malformed'
  | 'invalid-entry'
  | 'unauthorized'
  | 'too-large'
  | 'unsupported'
  | 'rate'
  | 'unavailable';

/** What the gauges show of the state when they are read. */
interface StateCounts {
  readonly triggered: number;
  readonly acknowledged: number;
  readonly resolved: number;
  readonly firingAlerts: number;
  readonly pending: number;
}

/** How a process stands among those that share its store. */
interface ProcessFigures {
  readonly leader: boolean;
  readonly members: number;
  readonly isOutdated: boolean;
}

/** How many jobs the queue has that several processes share, by state. */
export type QueueDepth = Readonly<Record<string, number>>;

/** What is counted and timed, for Prometheus. */
export interface Metrics {
  alertsAccepted(source: string, count: number): void;
  alertsRejected(source: string, reason: RefusalReason, count: number): void;
  /** What SDKs sent, by its type, and what became of it. */
  sdkItems(source: string, type: string, outcome: string, count?: number): void;
  /** What an SDK says that it did not send, and why. */
  clientDiscarded(source: string, reason: string, category: string, count: number): void;
  /** What became of inputs, by the engine's reason. */
  decided(reason: string, count?: number): void;
  /** A call that was to make Slack look like the state: what it was for, and how it ended. */
  delivered(kind: string, outcome: string): void;
  /** How long Slack lagged behind a change that it now shows. */
  deliveryLag(seconds: number): void;
  /** How much later than it was due a job of the shared queue was begun. */
  queueLag(seconds: number): void;
  /** Starts a watch; the function it answers stops it and notes the time. */
  startIngest(): () => void;
  /** Sets the gauges, before they are read. */
  setState(counts: StateCounts): void;
  /** The same for the process. */
  setProcess(figures: ProcessFigures): void;
  /** The same for the queue; null: there is nothing to say of it. */
  setQueue(depth: QueueDepth | null): void;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

const INGEST_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const LAG_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3_600];
const COMBINATIONS = 200;

/** Metrics in a registry of their own; with `process`, those of Node.js too. */
export function createMetrics(options: { readonly process: boolean }): Metrics {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  return {
    ...countersOf(registry),
    ...sdkCountersOf(registry),
    ...timersOf(registry),
    ...gaugesOf(registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

type Counters = Pick<Metrics, 'alertsAccepted' | 'alertsRejected' | 'decided' | 'delivered'>;

type MakeCounter = (name: string, help: string, ...labelNames: string[]) => Counter;

function counterIn(registry: Registry): MakeCounter {
  return (name, help, ...labelNames) =>
    new Counter({ name, help, labelNames, registers: [registry] });
}

function sdkCountersOf(registry: Registry): Pick<Metrics, 'sdkItems' | 'clientDiscarded'> {
  const counter = counterIn(registry);
  const items = increments(
    counter(
      'quell_sdk_items_total',
      'Items that SDKs sent, by what became of them.',
      'source',
      'type',
      'outcome',
    ),
  );
  const discarded = increments(
    counter(
      'quell_client_discarded_total',
      'What SDKs say that they did not send, and why.',
      ...['source', 'reason', 'category'],
    ),
  );
  return {
    sdkItems: (source, type, outcome, count = 1) => items(count, source, type, outcome),
    clientDiscarded: (source, reason, category, count) =>
      discarded(count, source, reason, category),
  };
}

function countersOf(registry: Registry): Counters {
  const counter = counterIn(registry);
  const accepted = increments(
    counter('quell_alerts_accepted_total', 'Alerts that were taken and stored.', 'source'),
  );
  const rejected = increments(
    counter(
      'quell_alerts_rejected_total',
      'Alerts, or whole requests, that were not taken, and why.',
      'source',
      'reason',
    ),
  );
  const decisions = increments(
    counter('quell_decisions_total', 'What became of alerts, commands and what was due.', 'reason'),
  );
  const deliveries = increments(
    counter(
      'quell_deliveries_total',
      'Calls that were to make Slack show the state, by how they ended.',
      'kind',
      'outcome',
    ),
  );
  return {
    alertsAccepted: (source, count) => accepted(count, source),
    alertsRejected: (source, reason, count) => rejected(count, source, reason),
    decided: (reason, count = 1) => decisions(count, reason),
    delivered: (kind, outcome) => deliveries(1, kind, outcome),
  };
}

/**
 * Adds to a counter by its labels' values, in their order. What was looked up is kept, since a lookup costs more than all
 * else here; and what comes after the first few hundred combinations is `other`, so that labels cannot grow without bound.
 */
function increments(counter: Counter): (count: number, ...values: string[]) => void {
  const known = new Map<string, Counter.Internal>();
  return (count, ...values) => {
    const key = values.join('\0');
    let found = known.get(key);
    if (!found) {
      const isFull = known.size >= COMBINATIONS;
      found = counter.labels(...(isFull ? values.map(() => 'other') : values));
      if (!isFull) known.set(key, found);
    }
    found.inc(count);
  };
}

function timersOf(registry: Registry): Pick<Metrics, 'deliveryLag' | 'queueLag' | 'startIngest'> {
  const lag = new Histogram({
    name: 'quell_delivery_lag_seconds',
    help: 'Time from a change to Slack showing it.',
    buckets: LAG_BUCKETS,
    registers: [registry],
  });
  const queue = new Histogram({
    name: 'quell_queue_lag_seconds',
    help: 'Time from a job of the shared queue being due to its beginning.',
    buckets: LAG_BUCKETS,
    registers: [registry],
  });
  const ingest = new Histogram({
    name: 'quell_ingest_seconds',
    help: 'Time from a request with alerts having arrived to its alerts being durable.',
    buckets: INGEST_BUCKETS,
    registers: [registry],
  });
  return {
    deliveryLag: (seconds) => lag.observe(seconds),
    queueLag: (seconds) => queue.observe(seconds),
    startIngest: () => {
      const stop = ingest.startTimer();
      return () => void stop();
    },
  };
}

function gaugesOf(registry: Registry): Pick<Metrics, 'setState' | 'setProcess' | 'setQueue'> {
  const gauge: MakeGauge = (name, help, ...labelNames) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return { setState: stateOf(gauge), setProcess: processOf(gauge), setQueue: queueOf(gauge) };
}

type MakeGauge = (name: string, help: string, ...labelNames: string[]) => Gauge;

function stateOf(gauge: MakeGauge): Metrics['setState'] {
  const incidents = gauge('quell_incidents', 'Incidents that the store keeps.', 'status');
  const firing = gauge('quell_alerts_firing', 'Alerts that fire now.');
  const pending = gauge('quell_deliveries_pending', 'Incidents that Slack lags behind with.');
  return (counts) => {
    for (const status of ['triggered', 'acknowledged', 'resolved'] as const) {
      incidents.set({ status }, counts[status]);
    }
    firing.set(counts.firingAlerts);
    pending.set(counts.pending);
  };
}

function processOf(gauge: MakeGauge): Metrics['setProcess'] {
  const leads = gauge('quell_leader', '1 in the process that does what only one may.');
  const living = gauge('quell_members', 'Processes that live, as this one sees them.');
  const outdated = gauge(
    'quell_config_outdated',
    '1 while another process has a newer configuration, or the changed file is refused.',
  );
  return ({ leader, members, isOutdated }) => {
    leads.set(Number(leader));
    living.set(members);
    outdated.set(Number(isOutdated));
  };
}

function queueOf(gauge: MakeGauge): Metrics['setQueue'] {
  const depths = gauge('quell_queue_depth', 'Jobs in the shared queue.', 'state');
  return (depth) => {
    depths.reset();
    for (const [state, count] of Object.entries(depth ?? {})) depths.set({ state }, count);
  };
}
