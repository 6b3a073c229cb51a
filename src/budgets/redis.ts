import { type Instant, instant } from '../domain/time.ts';
import { close, type Limit, type Spent, UNSPENT } from '../engine/delivery/budget.ts';
import { memoryKey } from '../redis/probe.ts';
import { within } from '../redis/within.ts';
import { type Ledger, LedgerAway, type Taken } from './ledger.ts';
import { CLOSE, SPEND } from './scripts.ts';

/** What the ledger needs of a connection to Redis. */
export interface LedgerRedis {
  eval(script: string, numberOfKeys: number, ...keysAndValues: string[]): Promise<unknown>;
}

/** Whoever asks for longer than this gets `LedgerAway`; an answer after it counts as spent, and as granted to nobody. */
const ANSWER_WITHIN = 1_000;

/**
 * What all processes spend, in Redis. All keys begin with `prefix`, the one of the link that `redis` belongs to.
 *
 * Redis may have lost what it was told, or others may have spent without it while it was away. So it keeps since when it
 * remembers everything, which whoever finds it away forgets (`memoryKey`): then the whole burst counts as spent just now, as
 * much as `take` can have granted elsewhere. And this process hands in what it last heard of a key, which brings back what
 * was forced, and what Slack closed. The price is that after a start or a loss one is granted at a time, until a rest.
 */
export function redisLedger(redis: LedgerRedis, prefix: string): Ledger {
  return new RedisLedger(redis, prefix);
}

/** How a budget is spent: as its limit allows, or even where it does not. */
type Manner = 'take' | 'force';

class RedisLedger implements Ledger {
  readonly #redis: LedgerRedis;
  readonly #prefix: string;
  /** What was heard last; the keys are as many as there are channels and purposes. */
  readonly #heard = new Map<string, Spent>();

  constructor(redis: LedgerRedis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  take(key: string, limit: Limit, now: Instant): Promise<Taken> {
    return this.#spend('take', key, [limit.burst, limit.every, now]);
  }

  force(key: string, limit: Limit, now: Instant): Promise<Taken> {
    return this.#spend('force', key, [limit.burst, limit.every, now]);
  }

  async close(key: string, until: Instant): Promise<Spent> {
    // Heard first, so that it is kept though Redis may not answer.
    this.#heard.set(key, close(this.#of(key), until));
    return (await this.#ask(CLOSE, key, [])).spent;
  }

  #spend(manner: Manner, key: string, terms: readonly number[]): Promise<Taken> {
    return this.#ask(SPEND, key, [manner, ...terms.map(String)]);
  }

  async #ask(script: string, key: string, terms: readonly string[]): Promise<Taken> {
    const { wholeAt, closedUntil } = this.#of(key);
    const values = [`${wholeAt}`, `${closedUntil}`, ...terms];
    const keys = [`${this.#prefix}:spent:${key}`, memoryKey(this.#prefix)];
    const asked = this.#redis.eval(script, keys.length, ...keys, ...values).then(takenOf);
    try {
      const taken = await within(asked, ANSWER_WITHIN);
      this.#heard.set(key, taken.spent);
      return taken;
    } catch (error) {
      throw new LedgerAway(error);
    }
  }

  #of(key: string): Spent {
    return this.#heard.get(key) ?? UNSPENT;
  }
}

function takenOf(answer: unknown): Taken {
  const [granted, wholeAt, closedUntil] = Array.isArray(answer) ? answer.map(Number) : [];
  if (granted === undefined || wholeAt === undefined || closedUntil === undefined) {
    throw new Error('Redis did not answer what the ledger expects.');
  }
  return {
    granted: granted === 1,
    spent: { wholeAt: instant(wholeAt), closedUntil: instant(closedUntil) },
  };
}
