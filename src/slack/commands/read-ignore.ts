import { type Instant, parseDuration, plus } from '../../domain/time.ts';
import { FOR_EVER, type Ignore } from '../blocks/errors/ignore-choice.ts';
import { plainText } from '../plain-text.ts';
import { isMisread, type Misread } from './parse.ts';
import { readWallTime, type WallReader } from './wall-time.ts';

const MOST = 1_000_000;

/** What ends it, and the words behind that. */
interface End {
  readonly ends: Partial<Ignore>;
  readonly rest: string;
}

/** Words that may mean an end, which is not to be lost in a reason. */
const LIKE_END = /^(?:until|for|in)\b|^[-+]?\d/i;

/**
 * Reads what ends an ignore and why it is: `2d`, `until tomorrow 09:00`, `100 times`, `10 users`, `escalates` or `for ever`,
 * which also nothing means.
 */
export function readIgnore(text: string, reader: WallReader): Ignore | Misread {
  const words = plainText(text).trim();
  const bare = words.replace(/^(?:until|for)\s+(?:it\s+)?/i, '');
  const end = readEnd(bare, reader.now) ?? readUntil(words, reader);
  if (isMisread(end)) return end;
  const { occurrences = null, users = null } = end.ends;
  if (!isCount(occurrences) || !isCount(users)) {
    return sentence('Write a whole number from 1 to 1,000,000.');
  }
  return { ...FOR_EVER, ...end.ends, reason: end.rest };
}

/** A time of the clock behind `until`, or nothing but a reason. */
function readUntil(words: string, reader: WallReader): End | Misread {
  const [, time] = /^until\s+(.*)$/is.exec(words) ?? [];
  const wall = time === undefined ? undefined : readWallTime(time, reader);
  if (wall && wall.at <= reader.now) return sentence('That time has passed. Write a later one.');
  if (wall) return { ends: { until: wall.at }, rest: wall.rest };
  return LIKE_END.test(words)
    ? sentence('Write 2h, until tomorrow 09:00, 100 times, 10 users, escalates or for ever.')
    : { ends: {}, rest: words };
}

function sentence(said: string): Misread {
  return { misread: 'sentence', sentence: said };
}

function isCount(value: number | null): boolean {
  return value === null || (value >= 1 && value <= MOST);
}

const COUNT =
  /^(?:happens\s+|strikes\s+)?(\d{1,15})\s*(?:more\s+)?(times?|events?|users?|people|more)(?=\s|$)/i;
const SPIKE = /^(?:escalates?|spikes?)(?=\s|$)/i;
const EVER = /^(?:for\s*)?ever(?=\s|$)/i;

function readEnd(words: string, now: Instant): End | undefined {
  const [counted, amount = '', what = ''] = COUNT.exec(words) ?? [];
  if (counted !== undefined) {
    const field = /^(?:user|people)/i.test(what) ? 'users' : 'occurrences';
    return { ends: { [field]: Number(amount) }, rest: behind(words, counted) };
  }
  const [spike] = SPIKE.exec(words) ?? [];
  if (spike !== undefined) return { ends: { spike: true }, rest: behind(words, spike) };
  const [ever] = EVER.exec(words) ?? [];
  if (ever !== undefined) return { ends: {}, rest: behind(words, ever) };
  const [first = ''] = words.split(/\s/, 1);
  const time = parseDuration(first.toLowerCase());
  return time === undefined
    ? undefined
    : { ends: { until: plus(now, time) }, rest: behind(words, first) };
}

function behind(words: string, matched: string): string {
  return words.slice(matched.length).trim();
}
