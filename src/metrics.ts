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

/** What is counted and timed, for Prometheus. */
export interface Metrics {
  alertsAccepted(source: string, count: number): void;
  alertsRejected(source: string, reason: RefusalReason, count: number): void;
  /** What became of inputs, by the engine's reason. */
  decided(reason: string, count?: number): void;
  /** A call that was to make Slack look like the state: what it was for, and how it ended. */
  delivered(kind: string, outcome: string): void;
  /** How long Slack lagged behind a change that it now shows. */
  deliveryLag(seconds: number): void;
  /** Starts a watch; the function it answers stops it and notes the time. */
  startIngest(): () => void;
  /** Sets the gauges, before they are read. */
  setState(counts: StateCounts): void;
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
    ...timersOf(registry),
    setState: gaugesOf(registry),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

type Counters = Pick<Metrics, 'alertsAccepted' | 'alertsRejected' | 'decided' | 'delivered'>;

function countersOf(registry: Registry): Counters {
  const counter = <T extends string>(name: string, help: string, ...labelNames: T[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const accepted = increments(counter('quell_alerts_accepted_total', 'Alerts stored.', 'source'));
  const rejected = increments(
    counter('quell_alerts_rejected_total', 'Alerts or requests not taken.', 'source', 'reason'),
  );
  const decisions = increments(
    counter('quell_decisions_total', 'What became of inputs.', 'reason'),
  );
  const deliveries = increments(
    counter('quell_deliveries_total', 'Calls to Slack.', 'kind', 'outcome'),
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

function timersOf(registry: Registry): Pick<Metrics, 'deliveryLag' | 'startIngest'> {
  const lag = new Histogram({
    name: 'quell_delivery_lag_seconds',
    help: 'Time from a change to Slack showing it.',
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
    startIngest: () => {
      const stop = ingest.startTimer();
      return () => void stop();
    },
  };
}

function gaugesOf(registry: Registry): (counts: StateCounts) => void {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const incidents = gauge('quell_incidents', 'Incidents.', 'status');
  const firing = gauge('quell_alerts_firing', 'Alerts that fire.');
  const pending = gauge('quell_deliveries_pending', 'Incidents that Slack lags behind with.');
  return (counts) => {
    for (const status of ['triggered', 'acknowledged', 'resolved'] as const) {
      incidents.set({ status }, counts[status]);
    }
    firing.set(counts.firingAlerts);
    pending.set(counts.pending);
  };
}
