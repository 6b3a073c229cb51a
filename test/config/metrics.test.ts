import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/metrics.ts';

async function linesOf(metrics: ReturnType<typeof createMetrics>): Promise<readonly string[]> {
  return (await metrics.text()).split('\n');
}

describe('metrics', () => {
  it('count and time what is documented', async () => {
    const metrics = createMetrics({ process: false });

    metrics.alertsAccepted('json', 3);
    metrics.alertsRejected('json', 'invalid-entry', 2);
    metrics.decided('opened');
    metrics.decided('duplicate', 4);
    metrics.delivered('card', 'posted');
    metrics.deliveryLag(0.3);
    metrics.queueLag(0.2);
    metrics.setProcess({ leader: true, members: 3, isOutdated: false });
    metrics.setQueue({ waiting: 1 });
    metrics.startIngest()();
    metrics.setState({ triggered: 1, acknowledged: 2, resolved: 3, firingAlerts: 4, pending: 5 });

    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'quell_alerts_accepted_total{source="json"} 3',
        'quell_alerts_rejected_total{source="json",reason="invalid-entry"} 2',
        'quell_decisions_total{reason="opened"} 1',
        'quell_decisions_total{reason="duplicate"} 4',
        'quell_deliveries_total{kind="card",outcome="posted"} 1',
        'quell_delivery_lag_seconds_bucket{le="0.5"} 1',
        'quell_delivery_lag_seconds_bucket{le="0.25"} 0',
        'quell_ingest_seconds_count 1',
        'quell_incidents{status="acknowledged"} 2',
        'quell_alerts_firing 4',
        'quell_deliveries_pending 5',
        'quell_leader 1',
        'quell_members 3',
        'quell_config_outdated 0',
        'quell_queue_depth{state="waiting"} 1',
        'quell_queue_lag_seconds_count 1',
      ]),
    );
  });

  it('do not grow without bound', async () => {
    const metrics = createMetrics({ process: false });

    for (let n = 0; n < 1_000; n += 1) metrics.alertsAccepted(`source-${n}`, 1);

    const series = (await linesOf(metrics)).filter((line) => line.includes('accepted_total{'));
    expect(series).toHaveLength(201);
    expect(series).toContain('quell_alerts_accepted_total{source="other"} 800');
  });

  it('are nobody else’s', async () => {
    const [one, other] = [createMetrics({ process: false }), createMetrics({ process: false })];

    one.decided('opened');

    expect(await other.text()).not.toContain('opened');
  });

  it('tell of the process where that is asked for', async () => {
    expect(await createMetrics({ process: true }).text()).toContain('process_cpu_seconds_total');
  });
});
