import type { Clock } from '../clock.ts';
import type { Alert } from '../domain/alert.ts';
import type { Outcome } from '../domain/decision.ts';
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

/** Takes alerts in, and appends the errors among them to their log once they are stored; none twice that is sent twice. */
export function loggingErrors(ingest: Ingest, { clock, policy, errorLog }: Logging): Ingest {
  if (!errorLog) return ingest;
  return async (given) => {
    if (!errorLog.isOpen()) return ingest(given);
    const known = policy();
    const alerts = given.map((alert) => identified(alert, known));
    const outcomes = await ingest(alerts);
    const received = new Date(clock.now()).toISOString();
    const news = alerts.filter((_, index) => !isSentTwice(outcomes[index]));
    errorLog.append(news.flatMap((alert) => lineOf(alert, received)));
    return outcomes;
  };
}

function isSentTwice(outcome: Outcome | undefined): boolean {
  return outcome?.type === 'alert' && outcome.reason === 'sent-twice';
}

function lineOf({ event }: Alert, received: string): readonly string[] {
  if (!event?.error) return [];
  const { id, ...rest } = errorJson(event.error);
  const group = event.grouping?.id ?? null;
  return [JSON.stringify({ id, group, received_at: received, ...rest })];
}
