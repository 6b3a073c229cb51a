/** What one measurement sends, and how. */
export interface Load {
  /** Where `POST /api/v2/alerts` is, on this machine. */
  readonly port: number;
  readonly key: string;
  /** Kept alive, each with one request at a time. */
  readonly connections: number;
  readonly perRequest: number;
  /** Distinct alerts, in so many groups. */
  readonly alerts: number;
  readonly groups: number;
  /** Tells these alerts from those of other measurements. */
  readonly name: string;
  /** Milliseconds for which the alerts are sent again and again; null: each is sent once. */
  readonly lasting: number | null;
}

/** What came of it. */
export interface Speed {
  readonly alerts: number;
  readonly milliseconds: number;
}

/** Prometheus moves the end of an alert at each re-send; so many different ends are sent in turn. */
const ENDS = 16;

/** The requests, ready to be written to a socket. */
export function requestsOf(load: Load): readonly Buffer[] {
  const start = Date.now();
  const rounds = load.lasting === null ? 1 : ENDS;
  const requests: Buffer[] = [];
  for (let round = 0; round < rounds; round++) {
    for (let from = 0; from < load.alerts; from += load.perRequest) {
      requests.push(request(load, bodyOf(load, from, start + 600_000 + round * 1_000)));
    }
  }
  return requests;
}

function bodyOf(load: Load, from: number, endsAt: number): string {
  const to = Math.min(from + load.perRequest, load.alerts);
  const alerts = [];
  for (let index = from; index < to; index++) alerts.push(alertOf(load, index, endsAt));
  return JSON.stringify(alerts);
}

/** An alert as a Prometheus with node_exporter sends it: rule after rule, so that a group's alerts come together. */
function alertOf({ name, alerts, groups }: Load, index: number, endsAt: number) {
  const group = Math.floor((index * groups) / alerts);
  const instance = `host-${index}.example.com:9100`;
  return {
    annotations: {
      description: `Filesystem on ${instance} has only 4.7 % of its space left.`,
      runbook_url: 'https://runbooks.example.com/node/filesystem-space-filling-up',
      summary: 'Filesystem is almost out of space',
    },
    endsAt: new Date(endsAt).toISOString(),
    startsAt: '2026-01-01T00:00:00.000Z',
    generatorURL: 'http://prometheus.example.com:9090/graph?g0.expr=node_filesystem_avail_bytes',
    labels: {
      alertname: `${name}${group}`,
      cluster: 'eu-west-1',
      instance,
      job: 'node-exporter',
      mountpoint: '/var',
      service: `service-${group % 20}`,
      severity: 'warning',
    },
  };
}

function request({ port, key }: Load, body: string): Buffer {
  const head = [
    'POST /api/v2/alerts HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}
