import { duration, type Instant, minutes, plus } from '../domain/time.ts';
import { type Example, type Post, timeText } from './example.ts';

const LASTS = minutes(1);

/** A warning as Prometheus sends it, with its end in it, so that nobody has to end it. */
export const highMemory: Example = {
  name: 'high-memory',
  mark: 'warning',
  title: 'HighMemory on web-03',
  about: 'Prometheus, over by itself in 1 min',
  unit: 'alert',
  lasts: LASTS,
  steps: (begin) => [
    { after: duration(0), count: 1, make: () => lasting(begin, plus(begin, LASTS)) },
  ],
  ends: (_, begin) => [(now) => lasting(begin, now)],
};

function lasting(startsAt: Instant, endsAt: Instant): Post {
  return {
    kind: 'alerts',
    as: 'prometheus',
    payload: [
      {
        labels: {
          alertname: 'HighMemory',
          instance: 'web-03:9100',
          job: 'node',
          service: 'web',
          env: 'production',
          severity: 'warning',
        },
        annotations: { summary: '92 % of memory is in use, 4.6 of 5 GiB' },
        startsAt: timeText(startsAt),
        endsAt: timeText(endsAt),
        generatorURL: 'https://prometheus.example.com/graph?g0.expr=node_memory',
      },
    ],
  };
}
