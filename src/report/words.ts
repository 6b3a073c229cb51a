import type { Duration } from '../domain/time.ts';

/** "45 s", "6 min", "2 h 5 min", "3 days 4 h". */
export function lengthWords(length: Duration): string {
  const seconds = Math.max(1, Math.round(length / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return twoUnits(`${hours} h`, minutes % 60, 'min');
  return twoUnits(countWords(Math.floor(hours / 24), 'day'), hours % 24, 'h');
}

function twoUnits(large: string, rest: number, unit: string): string {
  return rest === 0 ? large : `${large} ${rest} ${unit}`;
}

/** "1 card", "14 cards". */
export function countWords(number: number, one: string): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : `${one}s`}`;
}

/** "alertname", "alertname and service", "a, b and c". */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
