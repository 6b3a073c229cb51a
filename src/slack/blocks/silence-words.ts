import { formatMatcher } from '../../domain/matcher.ts';
import type { Silence } from '../../domain/silence.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { count } from './words.ts';

/** As much of an id as people type. */
const ID = 8;

/** As much of a silence's id as people type. */
export function shortId({ id }: Pick<Silence, 'id'>): string {
  return id.slice(0, ID);
}

/** What it hides, as matchers in one short line. */
export function hiddenBy({ matchers }: Pick<Silence, 'matchers'>): string {
  return cut(matchers.map(formatMatcher).join(', '), LENGTHS.title);
}

/** " by Ann Lee: backup", empty where neither is known; `foreign` writes what others wrote, not escaped without it. */
export function byWhom(
  { author, reason }: Pick<Silence, 'author' | 'reason'>,
  foreign: (text: string) => string = (text) => text,
): string {
  const why = reason.trim() === '' ? '' : `: ${foreign(firstLine(reason, LENGTHS.value))}`;
  const by = author.trim() === '' ? '' : ` by ${foreign(firstLine(author, LENGTHS.value))}`;
  return `${by}${why}`;
}

/** What it kept from people: "hid 3 firings and 1 incident". */
export function whatItHid({ hid: { firings, incidents } }: Pick<Silence, 'hid'>): string {
  if (firings === 0 && incidents === 0) return 'hid nothing';
  const hidden = count(firings, 'firing');
  return incidents === 0 ? `hid ${hidden}` : `hid ${hidden} and ${count(incidents, 'incident')}`;
}
