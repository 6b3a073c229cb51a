import type { Metrics, RefusalReason } from '../metrics.ts';
import type { Parsed } from '../sources/source.ts';
import type { HttpDeps } from './deps.ts';
import { type HttpFault, stored } from './faults.ts';

/** Stores what was understood, and counts it and what was not; resolves once that is durable. */
export async function takeIn(deps: HttpDeps, source: string, parsed: Parsed): Promise<void> {
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
export function countRefused(metrics: Metrics, source: string, fault: HttpFault): void {
  metrics.alertsRejected(source, reasonOf(fault), 1);
}

function reasonOf({ status }: HttpFault): RefusalReason {
  if (status === 401) return 'unauthorized';
  if (status === 413) return 'too-large';
  if (status === 415) return 'unsupported';
  return status >= 500 ? 'unavailable' : 'malformed';
}
