import type { Labels } from '../../src/domain/labels.ts';
import type { Instant } from '../../src/domain/time.ts';

/** An alert as tests speak of it: a name, and what else tells it apart. */
export interface Spoken {
  readonly name: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** What an Alertmanager posts. */
export interface Notification {
  readonly version: '4';
  readonly status: 'firing' | 'resolved';
  readonly alerts: readonly object[];
}

/** An Alertmanager with one rule a name: it remembers since when each alert fires, as re-sends must repeat that. */
export class Monitor {
  readonly #since = new Map<string, Instant>();

  /** The notification that these alerts fire, anew or still. */
  firing(alerts: readonly Spoken[], now: Instant): Notification {
    return notification('firing', alerts, (alert) => {
      const since = this.#since.get(identity(alert)) ?? now;
      this.#since.set(identity(alert), since);
      return { startsAt: iso(since), endsAt: '0001-01-01T00:00:00Z' };
    });
  }

  /** The notification that these alerts have ended. */
  resolved(alerts: readonly Spoken[], now: Instant): Notification {
    return notification('resolved', alerts, (alert) => {
      const since = this.#since.get(identity(alert)) ?? now;
      this.#since.delete(identity(alert));
      return { startsAt: iso(since), endsAt: iso(now) };
    });
  }
}

function notification(
  status: Notification['status'],
  alerts: readonly Spoken[],
  times: (alert: Spoken) => object,
): Notification {
  const bodies = alerts.map((alert) => ({
    status,
    labels: { alertname: alert.name, ...alert.labels },
    annotations: alert.annotations ?? {},
    generatorURL: 'https://prometheus.example.com/graph',
    ...times(alert),
  }));
  return { version: '4', status, alerts: bodies };
}

function identity({ name, labels = {} }: Spoken): string {
  return JSON.stringify([name, ...Object.entries(labels).sort()]);
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
