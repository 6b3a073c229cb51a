import { duration, hours, type Instant, plus, seconds } from '../domain/time.ts';
import { type Example, type Post, timeText } from './example.ts';

const ALERTS = 500;
const A_REQUEST = 5;
const REQUESTS = ALERTS / A_REQUEST;
const IN = seconds(30);
/** Each service has so many. */
const HOSTS = 7;

const KINDS: readonly (readonly [alertname: string, severity: string, summary: string])[] = [
  ['PodNotReady', 'error', 'Not ready for 2 min'],
  ['HighLatency', 'warning', 'p95 is 4.1 s'],
  ['TargetDown', 'error', 'No answer for 2 min'],
  ['QueueGrows', 'warning', '12,400 messages wait'],
  ['ReplicaBehind', 'warning', '48 s behind its primary'],
  ['ConnectionsRefused', 'error', '31 % of connections are refused'],
];

const SERVICES = [
  'orders',
  'checkout',
  'search',
  'users',
  'mail',
  'stock',
  'prices',
  'reports',
  'login',
  'images',
  'export',
  'chat',
];

/** A switch dies and everything behind it cries: more new incidents than people can read, so one message tells of all. */
export const storm: Example = {
  name: 'storm',
  mark: 'storm',
  title: `Storm of ${ALERTS}`,
  about: 'Prometheus, in 30 s: a switch died',
  unit: 'alert',
  steps: (begin) =>
    Array.from({ length: REQUESTS }, (_, nth) => ({
      after: duration(Math.round((nth * IN) / (REQUESTS - 1))),
      count: A_REQUEST,
      make: () => batch(nth, begin, plus(begin, hours(1))),
    })),
  ends: (sent, begin) =>
    Array.from({ length: sent }, (_, nth) => (now: Instant) => batch(nth, begin, now)),
};

function batch(nth: number, begin: Instant, end: Instant): Post {
  const times = { startsAt: timeText(begin), endsAt: timeText(end) };
  const payload = Array.from({ length: A_REQUEST }, (_, index) => ({
    ...times,
    ...alertOf(nth * A_REQUEST + index),
    generatorURL: 'https://prometheus.example.com/graph?g0.expr=up',
  }));
  return { kind: 'alerts', as: 'prometheus', payload };
}

/** The switch comes first; then every service has each kind of trouble on each of its hosts. */
function alertOf(nth: number) {
  if (nth === 0) {
    return {
      labels: labels('TargetDown', 'network', 'critical', 'sw-07'),
      annotations: { summary: 'The switch of rack 7 does not answer' },
    };
  }
  // One incident after the other, so that there are new ones to the end.
  const [kind, host] = [Math.floor(nth / HOSTS), (nth % HOSTS) + 1];
  const service = SERVICES[Math.floor(kind / KINDS.length) % SERVICES.length] ?? '';
  const [alertname, usual, summary] = KINDS[kind % KINDS.length] ?? ['', '', ''];
  const severity = alertname === 'TargetDown' && service === 'checkout' ? 'critical' : usual;
  return {
    labels: labels(alertname, service, severity, `${service}-${host}`),
    annotations: { summary },
  };
}

function labels(alertname: string, service: string, severity: string, host: string) {
  return { alertname, service, severity, instance: `${host}:9100`, rack: '7', env: 'production' };
}
