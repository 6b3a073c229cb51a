import { type Instant, parseDuration, plus } from '../../domain/time.ts';
import { FOR_EVER, type Ignore } from '../blocks/ignores.ts';
import { plainText } from '../plain-text.ts';
import type { Misread } from './parse.ts';

const MOST = 1_000_000;

/** What ends it, and the words behind that. */
interface End {
  readonly ends: Partial<Ignore>;
  readonly rest: string;
}

/** Reads what ends an ignore and why it is: `2d`, `100 times`, `10 users`, `escalates` or `for ever`, which also nothing means. */
export function readIgnore(text: string, now: Instant): Ignore | Misread {
  const words = plainText(text).trim();
  const bare = words.replace(/^(?:until|for)\s+(?:it\s+)?/i, '');
  const end = readEnd(bare, now) ?? { ends: {}, rest: words };
  const { occurrences = null, users = null } = end.ends;
  if (!isCount(occurrences) || !isCount(users)) {
    return { misread: 'sentence', sentence: 'Write a whole number from 1 to 1,000,000.' };
  }
  return { ...FOR_EVER, ...end.ends, reason: end.rest };
}

function isCount(value: number | null): boolean {
  return value === null || (value >= 1 && value <= MOST);
}

const COUNT = /^(?:happens\s+|strikes\s+)?(\d{1,9})\s*(?:more\s+)?(times?|users?)(?=\s|$)/i;
const SPIKE = /^(?:escalates?|spikes?)(?=\s|$)/i;
const EVER = /^(?:for\s*)?ever(?=\s|$)/i;

function readEnd(words: string, now: Instant): End | undefined {
  const [counted, amount = '', what = ''] = COUNT.exec(words) ?? [];
  if (counted !== undefined) {
    const field = what.toLowerCase().startsWith('time') ? 'occurrences' : 'users';
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
