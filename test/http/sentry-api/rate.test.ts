import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../../src/domain/time.ts';
import type { HttpWorld } from '../http-world.ts';
import { envelope, metrics, send, titles, withShop } from './sdk-client.ts';

const errors = (count: number) =>
  envelope(Array.from({ length: count }, () => ['event', { message: 'it broke' }] as const));
const transaction = envelope([['transaction', {}]]);
const tenAMinute = () => withShop({ rate: { count: 10, per: minutes(1) } });
const limitsOf = async (world: HttpWorld, body: string) =>
  (await send(world, { body })).headers['x-sentry-rate-limits'];

describe('a source with a rate', () => {
  it('below half of it may send what it likes', async () => {
    expect(await limitsOf(tenAMinute(), errors(5))).toBeUndefined();
  });

  it('above half of it is asked to send errors only', async () => {
    const world = tenAMinute();

    expect(await limitsOf(world, errors(6))).toBe('60:transaction;span;session:key');
    expect(await limitsOf(world, transaction)).toBe('60:transaction;span;session:key');
    expect(titles(world)).toHaveLength(6);
  });

  it('is asked no more once it regained some of it', async () => {
    const world = tenAMinute();
    await send(world, { body: errors(6) });

    world.advance(seconds(10));

    expect(await limitsOf(world, transaction)).toBeUndefined();
  });

  it('has its errors refused once it is used up, and hears for how long', async () => {
    const world = tenAMinute();
    await send(world, { body: errors(10) });

    const answer = await send(world, { body: errors(1) });

    expect(answer.statusCode).toBe(429);
    expect(answer.headers).toMatchObject({
      'retry-after': '6',
      'x-sentry-rate-limits': '6:error:key',
    });
    expect(answer.json().detail).toContain('The source "shop" may send 10 alerts a minute');
    expect(titles(world)).toHaveLength(10);
    expect(await metrics(world, 'quell_alerts_rejected_total')).toEqual([
      'quell_alerts_rejected_total{source="shop",reason="rate"} 1',
    ]);
  });

  it('has what it may lose counted even then', async () => {
    const world = tenAMinute();
    await send(world, { body: errors(10) });

    const answer = await send(world, { body: transaction });

    expect(answer.statusCode).toBe(200);
  });
});

it('a source without a rate is never slowed down', async () => {
  expect(await limitsOf(withShop(), errors(500))).toBeUndefined();
});
