import type { Clock } from '../clock.ts';
import type { Alert } from '../domain/alert.ts';
import type { Policy } from '../domain/policy.ts';
import { identified } from '../engine/errors/identify.ts';
import { errorJson } from '../error-json.ts';
import type { ErrorLog } from '../error-log.ts';
import type { Ingest } from '../flow/ports.ts';

interface Logging {
  readonly clock: Clock;
  readonly policy: () => Policy;
  /** Undefined: there is none. */
  readonly errorLog?: ErrorLog;
}

/** Takes alerts in, and appends the errors among them to their log once they are stored. */
export function loggingErrors(ingest: Ingest, { clock, policy, errorLog }: Logging): Ingest {
  if (!errorLog) return ingest;
  return async (alerts) => {
    const outcomes = await ingest(alerts);
    if (errorLog.isOpen()) {
      const received = new Date(clock.now()).toISOString();
      errorLog.append(alerts.flatMap((alert) => lineOf(alert, policy(), received)));
    }
    return outcomes;
  };
}

function lineOf(alert: Alert, policy: Policy, received: string): readonly string[] {
  const error = alert.event?.error;
  if (!error) return [];
  const group = identified(alert, policy).event?.grouping?.id ?? null;
  const { id, ...rest } = errorJson(error);
  return [JSON.stringify({ id, group, received_at: received, ...rest })];
}
