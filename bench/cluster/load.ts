/** What one measurement sends, and how. */
export interface Load {
  /** Of the processes among which the connections are shared. */
  readonly ports: readonly number[];
  readonly key: string;
  readonly door: 'alertmanager' | 'json';
  /** Kept alive, each with one request at a time. */
  readonly connections: number;
  readonly perRequest: number;
  /** `again`: each connection sends the same alerts over and over; `new`: never the same twice. */
  readonly kind: 'again' | 'new';
  /** Whether all connections speak of the same alerts, else each has its own. */
  readonly isShared: boolean;
  readonly perGroup: number;
  /** Tells these alerts from those of other measurements. */
  readonly name: string;
  readonly milliseconds: number;
}

/** What came of it. */
export interface Speed {
  /** Within the measured time. */
  readonly alerts: number;
  readonly milliseconds: number;
  /** All that were sent, those before the measured time included. */
  readonly sent: number;
  /** Milliseconds from each request to its answer. */
  readonly answers: readonly number[];
}

/** So many alerts a connection sends over and over. */
const AGAIN = 64;
/** A channel each: few, since what the other variants still have to post meanwhile takes processor time too. */
const TEAMS = 4;

/** The requests of one connection, ready to be written to its socket. */
export interface Supply {
  /** Those that are sent before the measured time. */
  readonly before: readonly Buffer[];
  next(): Buffer;
}

/** What this connection of a load sends. */
export function supplyOf(load: Load, connection: number): Supply {
  const name = load.isShared ? load.name : `${load.name}By${connection}`;
  if (load.kind === 'new') return { before: [], next: neverTheSame(load, name) };
  const before: Buffer[] = [];
  for (let from = 0; from < AGAIN; from += load.perRequest) before.push(request(load, name, from));
  let at = 0;
  return { before, next: () => before[at++ % before.length] ?? Buffer.alloc(0) };
}

function neverTheSame(load: Load, name: string): () => Buffer {
  let from = 0;
  return () => {
    const made = request(load, name, from);
    from += load.perRequest;
    return made;
  };
}

function request(load: Load, name: string, from: number): Buffer {
  const indexes = Array.from({ length: load.perRequest }, (_, index) => from + index);
  const body = JSON.stringify(payloadOf(load, name, indexes));
  const head = [
    `POST /hooks/${load.door} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${load.key}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** The body of a request with these alerts. */
export function payloadOf(
  { door, perGroup }: Pick<Load, 'door' | 'perGroup'>,
  name: string,
  indexes: readonly number[],
): object {
  if (door === 'json') return indexes.map((index) => jsonAlert(name, index, perGroup));
  const alerts = indexes.map((index) => webhookAlert(name, index, perGroup));
  return { version: '4', status: 'firing', receiver: 'quell', alerts };
}

const SUMMARY = 'Filesystem is almost out of space';

function jsonAlert(name: string, index: number, perGroup: number): object {
  const labels = labelsOf(name, index, perGroup);
  const description = `Filesystem on ${labels.instance} has only 4.7 % of its space left.`;
  return { title: SUMMARY, description, severity: labels.severity, labels };
}

function webhookAlert(name: string, index: number, perGroup: number): object {
  const labels = labelsOf(name, index, perGroup);
  return {
    status: 'firing',
    labels,
    annotations: {
      description: `Filesystem on ${labels.instance} has only 4.7 % of its space left.`,
      runbook_url: 'https://runbooks.example.com/node/filesystem-space-filling-up',
      summary: SUMMARY,
    },
    startsAt: '2026-01-01T00:00:00.000Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example.com:9090/graph?g0.expr=node_filesystem_avail_bytes',
    fingerprint: `${index}`,
  };
}

/** Alerts of a group follow each other, as from a rule of Prometheus. */
function labelsOf(name: string, index: number, perGroup: number) {
  const group = Math.floor(index / perGroup);
  return {
    alertname: `${name}Group${group}`,
    cluster: 'eu-west-1',
    instance: `host-${index}.example.com:9100`,
    job: 'node-exporter',
    mountpoint: '/var',
    service: `service-${group % TEAMS}`,
    severity: 'warning',
    team: `${group % TEAMS}`,
  };
}
