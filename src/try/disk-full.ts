import { duration, type Instant } from '../domain/time.ts';
import { type Example, type Post, timeText } from './example.ts';

const DISKS: readonly (readonly [host: string, mount: string, percent: number])[] = [
  ['db-01', '/var', 97],
  ['db-01', '/var/lib/postgresql', 96],
  ['db-02', '/var', 96],
  ['db-02', '/var/lib/postgresql', 95],
  ['db-03', '/var', 96],
  ['db-04', '/var', 95],
  ['db-04', '/tmp', 99],
  ['web-03', '/', 95],
  ['web-07', '/', 96],
  ['web-07', '/var/log', 98],
  ['web-08', '/', 95],
  ['web-08', '/var/log', 97],
  ['web-09', '/var/log', 97],
  ['queue-01', '/var', 95],
];

/** One cause on many hosts, which Alertmanager tells as one group: one card. */
export const diskFull: Example = {
  name: 'disk-full',
  mark: 'critical',
  title: 'DiskFull on 9 hosts',
  about: `Alertmanager, ${DISKS.length} alerts, one card`,
  unit: 'alert',
  steps: (begin) => [
    { after: duration(0), count: DISKS.length, make: () => group('firing', begin, null) },
  ],
  ends: (_, begin) => [(now) => group('resolved', begin, now)],
};

/** Alertmanager's body: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config. */
function group(status: 'firing' | 'resolved', begin: Instant, end: Instant | null): Post {
  const endsAt = end === null ? '0001-01-01T00:00:00Z' : timeText(end);
  const times = { status, startsAt: timeText(begin), endsAt };
  const labels = { alertname: 'DiskFull', service: 'orders', env: 'production' };
  return {
    kind: 'alerts',
    as: 'alertmanager',
    payload: {
      version: '4',
      groupKey: '{}:{alertname="DiskFull"}',
      status,
      receiver: 'quell',
      groupLabels: { alertname: 'DiskFull' },
      commonLabels: labels,
      commonAnnotations: {},
      externalURL: 'https://alertmanager.example.com',
      alerts: DISKS.map((disk) => ({ ...times, ...alertOf(disk, labels) })),
    },
  };
}

function alertOf([host, mountpoint, percent]: (typeof DISKS)[number], labels: object) {
  return {
    labels: { ...labels, instance: `${host}:9100`, mountpoint, severity: 'critical' },
    annotations: {
      summary: `${mountpoint} is ${percent} % full`,
      description: 'Fewer than 5 % of bytes are free on a filesystem for 5 min.',
      runbook_url: 'https://wiki.example.com/runbooks/disk-full',
    },
    generatorURL: 'https://prometheus.example.com/graph?g0.expr=node_filesystem_avail_bytes',
  };
}
