import type { Instant } from '../../domain/time.ts';
import { instant } from '../../domain/time.ts';
import type { RedisClient } from '../../redis/clients.ts';

/** What beginning a job came to: run it, which was wanted at `at`; or, not yet. */
export type Begun =
  | { readonly kind: 'run'; readonly at: Instant }
  | { readonly kind: 'wait'; readonly until: Instant };

/** What became of wanting a job: it is `new`, wanted `earlier` than before, or that early already. */
export type Wish = 'new' | 'earlier' | 'known';

/** Keeps the earliest time for each id; answers for each what became of it. */
const WANT = `
local answers = {}
for i = 1, #ARGV, 2 do
  local known = redis.call('ZSCORE', KEYS[1], ARGV[i])
  redis.call('ZADD', KEYS[1], 'LT', ARGV[i + 1], ARGV[i])
  if not known then answers[#answers + 1] = 'new'
  elseif tonumber(ARGV[i + 1]) < tonumber(known) then answers[#answers + 1] = 'earlier'
  else answers[#answers + 1] = 'known' end
end
return answers`;

/** A mark that is there already is of a process that died: then it is run whatever is wanted later. */
const BEGIN = `
local at = redis.call('ZSCORE', KEYS[1], ARGV[1])
local died = redis.call('HGET', KEYS[2], ARGV[1])
if at and not died and tonumber(at) > tonumber(ARGV[2]) then return {'wait', at} end
local since = died or at or ARGV[2]
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], since)
return {'run', since}`;

/** Takes the mark away, wants it again where that is asked, and answers when it is wanted next. */
const END = `
redis.call('HDEL', KEYS[2], ARGV[1])
if ARGV[2] ~= '' then redis.call('ZADD', KEYS[1], 'LT', ARGV[2], ARGV[1]) end
return redis.call('ZSCORE', KEYS[1], ARGV[1])`;

/**
 * When each job is wanted next, and which are running. BullMQ knows one job of an identity and one time for it, which nobody
 * may change while it runs; so what is wanted meanwhile is kept here, and read when the run is over.
 */
export class Wanted {
  readonly #redis: RedisClient;
  readonly #times: string;
  readonly #marks: string;

  constructor(redis: RedisClient, prefix: string) {
    this.#redis = redis;
    this.#times = `${prefix}:wanted`;
    this.#marks = `${prefix}:running`;
  }

  /** Wants each at its time, or earlier where that was wanted before. */
  async want(times: ReadonlyMap<string, Instant>): Promise<readonly Wish[]> {
    const pairs = [...times].flatMap(([id, at]) => [id, `${at}`]);
    return strings(await this.#redis.eval(WANT, 1, this.#times, ...pairs)).map(wishOf);
  }

  async begin(id: string, now: Instant): Promise<Begun> {
    const answer = await this.#redis.eval(BEGIN, 2, this.#times, this.#marks, id, `${now}`);
    const [kind, at] = strings(answer);
    return kind === 'wait' ? { kind, until: timeOf(at) } : { kind: 'run', at: timeOf(at) };
  }

  /** Ends a run; with `again`, because it failed, it is wanted then. Answers when it is wanted next; null: it is not. */
  async end(id: string, again: Instant | null): Promise<Instant | null> {
    const answer = await this.#redis.eval(END, 2, this.#times, this.#marks, id, `${again ?? ''}`);
    return answer === null ? null : timeOf(`${answer}`);
  }

  /** When it is wanted; null: it is not. */
  async at(id: string): Promise<Instant | null> {
    const score = await this.#redis.zscore(this.#times, id);
    return score === null ? null : timeOf(score);
  }

  /** What is due. */
  due(now: Instant): Promise<string[]> {
    return this.#redis.zrangebyscore(this.#times, '-inf', now);
  }
}

const timeOf = (text: string | undefined): Instant => instant(Number(text));

const wishOf = (text: string): Wish => (text === 'new' || text === 'earlier' ? text : 'known');

function strings(answer: unknown): readonly string[] {
  return Array.isArray(answer) ? answer.map(String) : [];
}
