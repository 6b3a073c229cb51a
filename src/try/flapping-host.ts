import { type Instant, seconds } from '../domain/time.ts';
import type { Example, Post } from './example.ts';

const CHANGES = 9;

/** Up and down and up again: told once as flapping. */
export const flappingHost: Example = {
  name: 'flapping-host',
  mark: 'critical',
  title: 'shop.example.com flaps',
  about: 'Uptime Kuma, down and up again',
  unit: 'change',
  steps: () =>
    Array.from({ length: CHANGES }, (_, nth) => ({
      after: seconds(nth * 2),
      count: 1,
      make: (now) => heartbeat(nth % 2 === 0 ? 0 : 1, now),
    })),
  ends: () => [(now) => heartbeat(1, now)],
};

/** Uptime Kuma's body: https://github.com/louislam/uptime-kuma/blob/master/server/notification-providers/webhook.js. */
function heartbeat(status: 0 | 1, now: Instant): Post {
  const name = 'shop.example.com';
  const msg = status === 0 ? 'timeout of 16000ms exceeded' : '200 - OK';
  const time = new Date(now).toISOString().replace('T', ' ').replace('Z', '');
  return {
    kind: 'alerts',
    as: 'uptime-kuma',
    payload: {
      heartbeat: { monitorID: 7, status, time, msg, important: true, duration: 2 },
      monitor: {
        id: 7,
        name,
        url: 'https://shop.example.com/',
        method: 'GET',
        type: 'http',
        interval: 60,
        tags: [{ name: 'service', value: 'shop' }],
      },
      msg: `[${name}] [${status === 0 ? '🔴 Down' : '✅ Up'}] ${msg}`,
    },
  };
}
