import type { RefusalReason } from '../metrics.ts';
import type { Parsed } from '../sources/source.ts';
import type { HttpDeps } from './deps.ts';
import { type HttpFault, stored } from './faults.ts';
import { type Limited, limiter } from './limiter.ts';
import { type Senders, sendersOf } from './senders.ts';

/** What the doors share that take alerts in. */
export interface IntakeDeps extends HttpDeps {
  readonly senders: Senders;
  /** Stores what was understood, and counts it and what was not; resolves once that is durable. */
  takeIn(sender: Limited, parsed: Parsed): Promise<void>;
  /** Which part of its rate a sender has used up: 0 is nothing, 1 all of it. */
  loadOf(sender: Limited): number;
}

/** Adds what is kept for all doors together: a source's rate is the same at each of them. */
export function withIntake(deps: HttpDeps): IntakeDeps {
  const limits = limiter(deps.clock, (source, count, limit) => deps.lost(source, { count, limit }));
  return {
    ...deps,
    senders: sendersOf(deps),
    takeIn: async (sender, parsed) => {
      deps.heard(sender.origin.name, parsed.alerts);
      limits.admit(sender, parsed.alerts.length);
      await takeIn(deps, sender.origin.name, parsed);
    },
    loadOf: limits.load,
  };
}

async function takeIn(deps: HttpDeps, source: string, parsed: Parsed): Promise<void> {
  const { alerts, rejected } = parsed;
  if (alerts.length > 0) {
    const stop = deps.metrics.startIngest();
    await stored(deps.ingest(alerts));
    stop();
    deps.metrics.alertsAccepted(source, alerts.length);
  }
  if (rejected.length > 0) {
    deps.metrics.alertsRejected(source, 'invalid-entry', rejected.length);
  }
}

/** Counts a request that was refused whole. */
export function countRefused({ metrics }: HttpDeps, source: string, fault: HttpFault): void {
  metrics.alertsRejected(source, reasonOf(fault), fault.alerts);
}

const REASONS: ReadonlyMap<number, RefusalReason> = new Map([
  [401, 'unauthorized'],
  [413, 'too-large'],
  [415, 'unsupported'],
  [429, 'rate'],
]);

function reasonOf({ status }: HttpFault): RefusalReason {
  return REASONS.get(status) ?? (status >= 500 ? 'unavailable' : 'malformed');
}
