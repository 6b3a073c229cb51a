import type { Duration, Instant } from '../domain/time.ts';
import type { Why } from './told.ts';

const WHY: Readonly<Record<Why['reason'], string>> = {
  ignored: 'ignored by the rule at',
  silenced: 'silenced by',
  inhibited: 'inhibited by',
  maintenance: 'planned work or muted hours:',
  'below-threshold': 'never enough for notify_when',
  storm: 'withheld by a storm, over before its end',
  waiting: 'over before its group_wait',
  'too-late': 'told only when it was long over',
  unknown: 'it does not appear at all',
};

/** Why nobody would have heard of it, in words. */
export function wordsOf({ reason, by }: Why): string {
  const isNamed = /(at|by|:)$/.test(WHY[reason]);
  return isNamed && by !== null
    ? `${WHY[reason]} ${clean(by)}`
    : WHY[reason].replace(/( at|:)$/, '');
}

/** A number with its thousands apart. */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** `2026-02-10 14:02`, in UTC. */
export function time(at: Instant): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** `3d 4h`, `25m`: the two largest parts. */
export function span(length: Duration): string {
  const minutes = Math.round(length / 60_000);
  const parts = [
    [Math.floor(minutes / 1_440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'm'],
  ] as const;
  const named = parts.filter(([amount]) => amount > 0).map((part) => part.join(''));
  return named.slice(0, 2).join(' ') || '0m';
}

/** Text of an alert on a terminal: without what would steer the terminal. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
}

/** No longer than so many characters. */
export function shortened(text: string, width: number): string {
  const characters = [...clean(text)];
  return characters.length <= width
    ? characters.join('')
    : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
