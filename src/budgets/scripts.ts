/**
 * Reads and keeps what is spent of KEYS[1]: ARGV[1] and ARGV[2] are what this process heard of it, and the stricter counts.
 * Times are kept as text, since Redis cuts numbers to whole ones in its answers.
 */
const KNOWN = `
local function exact(number) return string.format('%.17g', number) end
local kept = redis.call('HMGET', KEYS[1], 'wholeAt', 'closedUntil')
local closed = math.max(tonumber(kept[2] or 0), tonumber(ARGV[2]))
local function answer(granted, whole) return {granted, exact(whole), exact(closed)} end
`;

/**
 * Takes one: with `take` in ARGV[3] where the limit allows it, with `force` unless it is closed. ARGV[4], ARGV[5], ARGV[6]:
 * burst, every, now. KEYS[2] says since when all is remembered: what is not, is counted as wholly spent then.
 */
export const SPEND = `${KNOWN}
local burst, every, now = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
redis.call('SET', KEYS[2], ARGV[6], 'NX')
local begun = tonumber(redis.call('GET', KEYS[2])) + burst * every
local whole = math.max(tonumber(kept[1] or 0), tonumber(ARGV[1]), begun)
local free = closed
if ARGV[3] == 'take' then free = math.max(closed, whole - every * (burst - 1)) end
if free > now then return answer(0, whole) end
whole = math.max(whole, now) + every
redis.call('HSET', KEYS[1], 'wholeAt', exact(whole), 'closedUntil', exact(closed))
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(whole, closed) - now) + 60000)
return answer(1, whole)`;

/** Closes it until ARGV[2], or later where that was said before; a day is longer than Slack ever says. */
export const CLOSE = `${KNOWN}
redis.call('HSET', KEYS[1], 'closedUntil', exact(closed))
redis.call('EXPIRE', KEYS[1], 86400)
return answer(0, math.max(tonumber(kept[1] or 0), tonumber(ARGV[1])))`;
