import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ledger, LedgerAway } from '../../src/budgets/ledger.ts';
import { localLedger } from '../../src/budgets/local.ts';
import { redisLedger } from '../../src/budgets/redis.ts';
import { duration, instant, plus, seconds } from '../../src/domain/time.ts';
import { freeAt, type Limit, type Spent } from '../../src/engine/delivery/budget.ts';
import type { RedisLink } from '../../src/redis/redis.ts';
import { ledgerContract } from '../contracts/ledger.contract.ts';
import { linkTo } from '../support/redis-link.ts';
import { describeWith } from '../support/servers/needed.ts';
import {
  installedRedis,
  type PrivateRedis,
  randomPrefix,
  redisForTests,
  type SharedRedis,
  startRedis,
} from '../support/servers/redis.ts';

const LIMIT: Limit = { burst: 3, every: seconds(1) };
const NOW = instant(Date.UTC(2026, 1, 10));
const LONG_AGO = instant(0);

describeWith('the ledger on Redis', redisForTests(), (open) => {
  let redis: SharedRedis;
  let link: RedisLink;
  beforeAll(async () => {
    redis = await open();
    link = await linkTo(redis.url, randomPrefix());
  });
  afterAll(async () => {
    await link.close();
    await redis.close();
  });

  /** Ledgers of several processes, on a Redis that remembers since long ago. */
  const ledgers = async (count: number): Promise<Ledger[]> => {
    const prefix = randomPrefix();
    await redisLedger(link.commands, prefix).take('another', LIMIT, LONG_AGO);
    return Array.from({ length: count }, () => redisLedger(link.commands, prefix));
  };

  ledgerContract('Redis', ledgers);

  it('comes to the same as the ledger of one process, whatever is asked of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 15 }), async (deeds) => {
        const [shared] = await ledgers(1);
        const local = localLedger();
        let now = NOW;
        for (const { rest, act } of deeds) {
          now = plus(now, duration(rest));
          const [a, b] = [await act(local, now), shared && (await act(shared, now))];
          expect(b).toEqual(a);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** What can be told from outside: whether it was granted, and what comes of it. */
const outcome = (granted: boolean, spent: Spent, limit: Limit, now: number) => ({
  granted,
  freeAt: Math.max(now, freeAt(spent, limit)),
  closedUntil: spent.closedUntil,
});

const limit = fc.constantFrom<Limit>(LIMIT, { burst: 1, every: duration(1_050.5) });
const act = fc.oneof(
  fc
    .tuple(fc.constantFrom('take', 'force'), limit)
    .map(([manner, of]) => async (ledger: Ledger, now: typeof NOW) => {
      const { granted, spent } = await ledger[manner](`a${of.burst}`, of, now);
      return outcome(granted, spent, of, now);
    }),
  fc.tuple(fc.integer({ min: -2_000, max: 5_000 }), limit).map(
    ([wait, of]) =>
      async (ledger: Ledger, now: typeof NOW) =>
        outcome(false, await ledger.close(`a${of.burst}`, plus(now, duration(wait))), of, now),
  ),
);
const deed = fc.record({ rest: fc.integer({ min: 0, max: 3_000 }), act });

describeWith('the ledger on a Redis in trouble', installedRedis(), (file) => {
  let redis: PrivateRedis;
  let link: RedisLink;
  beforeAll(async () => {
    redis = await startRedis({ file });
    link = await linkTo(redis.url, '{quell}');
  });
  afterAll(async () => {
    await link.close();
    await redis.stop();
  });
  const fresh = async () => {
    await redis.command('FLUSHALL');
    return redisLedger(link.commands, randomPrefix());
  };

  it('counts everything as spent when Redis remembers nothing, and goes on one at a time', async () => {
    const ledger = await fresh();
    const granted = [];
    for (const wait of [0, 1, 1, 2, 30, 30, 30, 30]) {
      granted.push((await ledger.take('a', LIMIT, plus(NOW, seconds(wait)))).granted);
    }
    expect(granted).toEqual([false, true, false, true, true, true, true, false]);
  });

  it('remembers over a loss of Redis what Slack closed and what a person forced', async () => {
    const ledger = await fresh();
    for (let times = 0; times < 10; times += 1) await ledger.force('a', LIMIT, NOW);
    const closed = await ledger.close('b', plus(NOW, seconds(600)));
    await redis.command('FLUSHALL');

    const forced = await ledger.take('a', LIMIT, plus(NOW, seconds(9)));
    const after = await ledger.force('b', LIMIT, plus(NOW, seconds(599)));

    expect([forced.granted, after.granted]).toEqual([false, false]);
    expect(after.spent.closedUntil).toBe(closed.closedUntil);
  });

  it('counts everything as spent after Redis was away, since others may have spent without it', async () => {
    const ledger = redisLedger(link.commands, link.prefix);
    await ledger.take('a', LIMIT, LONG_AGO);
    await redis.command('CONFIG', 'SET', 'min-replicas-to-write', '1');
    await expect.poll(() => link.state(), { timeout: 20_000 }).toBe('away');
    await redis.command('CONFIG', 'SET', 'min-replicas-to-write', '0');
    await expect.poll(() => link.state(), { timeout: 20_000 }).toBe('well');

    const granted = [];
    for (const wait of [0, 1, 1]) {
      granted.push((await ledger.take('a', LIMIT, plus(NOW, seconds(wait)))).granted);
    }
    expect(granted).toEqual([false, true, false]);
  });

  it('rejects while Redis hangs, and grants again once it answers', async () => {
    const ledger = await fresh();
    await ledger.take('a', LIMIT, LONG_AGO);
    redis.pause();
    const away = await ledger.take('a', LIMIT, NOW).catch((error: unknown) => error);
    redis.resume();
    await expect.poll(() => link.state(), { timeout: 20_000 }).toBe('well');

    expect(away).toBeInstanceOf(LedgerAway);
    expect((await ledger.take('a', LIMIT, plus(NOW, seconds(60)))).granted).toBe(true);
  });

  it.each([
    ['is killed', () => redis.kill(), () => redis.restart()],
    [
      'takes no writes',
      () => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '1'),
      () => redis.command('CONFIG', 'SET', 'min-replicas-to-write', '0'),
    ],
  ])('rejects while Redis %s', async (_, harm, mend) => {
    const ledger = await fresh();
    await harm();
    const asked = [
      ledger.take('a', LIMIT, NOW),
      ledger.force('a', LIMIT, NOW),
      ledger.close('a', NOW),
    ];
    for (const each of asked) await expect(each).rejects.toBeInstanceOf(LedgerAway);
    await mend();
    await expect.poll(() => link.state(), { timeout: 20_000 }).toBe('well');
  });
});
