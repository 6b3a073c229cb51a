import { expect, it } from 'vitest';
import { LedgerAway } from '../../src/budgets/ledger.ts';
import { redisLedger } from '../../src/budgets/redis.ts';
import { seconds } from '../../src/domain/time.ts';
import type { RedisClient } from '../../src/redis/clients.ts';
import { probeOf } from '../../src/redis/probe.ts';
import { within } from '../../src/redis/within.ts';
import { at } from '../support/state.ts';

it('a Redis that forgot what it was told has lost it', async () => {
  // It takes everything, and keeps nothing.
  const forgetful = { set: async () => null, del: async () => 0 } as unknown as RedisClient;
  const probe = probeOf(forgetful, '{quell}');
  await probe();

  await expect(probe()).rejects.toThrow('Redis lost what it was told.');
});

it('an answer that does not come is waited for so long', async () => {
  await expect(within(new Promise(() => {}), 1)).rejects.toThrow('No answer within 1 ms.');
});

it.each([
  ['of another shape', async () => 'OK', 'Redis did not answer what the ledger expects.'],
  ['that there is none', () => Promise.reject(new Error('gone')), 'gone'],
])('the ledger is away by an answer %s', async (_, answer, message) => {
  const taken = redisLedger({ eval: answer }, '{quell}').take(
    'a',
    { burst: 1, every: seconds(1) },
    at(0),
  );

  await expect(taken).rejects.toThrow(LedgerAway);
  await expect(taken).rejects.toMatchObject({
    message: 'The shared record of what Slack was asked cannot be reached.',
    cause: { message },
  });
});
