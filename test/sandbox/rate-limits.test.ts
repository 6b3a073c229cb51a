import { afterEach, expect, it } from 'vitest';
import type { RateLimit } from '../../src/sandbox/options.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { call, request } from './support/call.ts';
import { standingClock } from './support/clock.ts';

let sandbox: Sandbox;
const clock = standingClock();

const start = async (rateLimit: RateLimit) => {
  sandbox = await startSandbox({ now: clock.now, rateLimit, eventRetries: [] });
  await call(sandbox, 'conversations.join', { channel: sandbox.channel('#general').id });
};
afterEach(() => sandbox.close());

const post = async (channel = '#alerts') =>
  (await request(sandbox, 'chat.postMessage', { channel, text: 'x' })).status;

it('does not limit unless told', async () => {
  await start({});

  for (const _ of Array.from({ length: 20 })) expect(await post()).toBe(200);
});

it('lets a burst through, then one message a second in each channel', async () => {
  await start({ postsPerSecond: 1, burst: 3 });

  expect([await post(), await post(), await post(), await post()]).toEqual([200, 200, 200, 429]);
  expect(await post('#general')).toBe(200);

  clock.advance(999);
  expect(await post()).toBe(429);
  clock.advance(1);
  expect(await post()).toBe(200);
  expect(await post()).toBe(429);
});

it('says how long to wait, in whole seconds', async () => {
  await start({ postsPerSecond: 0.2 });
  await post();

  const limited = await request(sandbox, 'chat.postMessage', { channel: '#alerts', text: 'x' });

  expect(limited.headers.get('retry-after')).toBe('5');
  expect(await limited.json()).toEqual({ ok: false, error: 'ratelimited' });
});

it('counts each method by itself', async () => {
  await start({ perMinute: { 'users.list': 2 } });
  const statuses = async (method: string) => (await request(sandbox, method)).status;

  expect([await statuses('users.list'), await statuses('users.list')]).toEqual([200, 200]);
  expect(await statuses('users.list')).toBe(429);
  expect(await statuses('team.info')).toBe(200);
  clock.advance(30_000);
  expect(await statuses('users.list')).toBe(200);
});

it('knows Slack’s tiers', async () => {
  await start({ tiers: true });
  const list = async () => (await request(sandbox, 'users.list')).status;

  const statuses = await Promise.all(Array.from({ length: 21 }, list));

  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
});
