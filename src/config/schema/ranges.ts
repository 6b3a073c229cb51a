import type { Range } from '../../domain/calendar.ts';
import { Refused } from './leaf.ts';

/** What a list of ranges is about: days, months, years. */
export interface RangeKind {
  /** What is expected. */
  readonly title: string;
  readonly example: string;
  /** What one end of a range means; undefined: nothing. */
  read(text: string): number | undefined;
  /** Whether no moment can lie between the two. */
  isBackwards?(range: Range): boolean;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];

/** Days of the week; 0 is Sunday. */
export const weekdays: RangeKind = {
  title: 'a day or a range of days from sunday to saturday, such as monday:friday',
  example: 'monday:friday',
  read: (text) => positionOf(WEEKDAYS, text),
};

/** Months by name or number; 1 is January. */
export const months: RangeKind = {
  title: 'a month or a range of months, such as december or january:march',
  example: 'january:march',
  read(text) {
    const named = positionOf(MONTHS, text);
    return named === undefined ? wholeNumber(text, 1, 12) : named + 1;
  },
};

/** Years. */
export const years: RangeKind = {
  title: 'a year or a range of years, such as 2026 or 2026:2028',
  example: '2026:2028',
  read: (text) => wholeNumber(text, 1970, 9999),
};

/** Days of the month, negative ones from its end. */
export const days: RangeKind = {
  title: 'a day of the month or a range, such as 1:5, or -3:-1 for the last three',
  example: '1:5',
  read(text) {
    const day = wholeNumber(text, -31, 31);
    return day === 0 ? undefined : day;
  },
  // As Alertmanager does: a month has at least 28 days, and one end from each end of the month has to make sense then.
  isBackwards: ({ from, to }) => (from < 0 && to > 0) || fromStart(from) > fromStart(to),
};

/** Reads `a` or `a:b`, both ends included. */
export function rangeOf(kind: RangeKind, text: string): Range | Refused {
  const [first = '', last = first, ...more] = text.toLowerCase().split(':');
  const [from, to] = [kind.read(first.trim()), kind.read(last.trim())];
  if (from === undefined || to === undefined || more.length > 0) {
    return new Refused('{} is not such a range.');
  }
  const range = { from, to };
  const isBackwards = kind.isBackwards?.(range) ?? from > to;
  return isBackwards ? new Refused('{} ends before it begins; write two ranges.') : range;
}

/** Minutes since midnight of `09:30`; undefined where there is no such time. */
export function minuteOf(text: string): number | undefined {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(text) ?? [];
  const total = Number(hour) * 60 + Number(minute);
  return total <= 1_440 ? total : undefined;
}

function positionOf(names: readonly string[], text: string): number | undefined {
  const position = names.indexOf(text.toLowerCase());
  return position === -1 ? undefined : position;
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text);
  return /^-?\d{1,4}$/.test(text) && value >= least && value <= most ? value : undefined;
}

function fromStart(day: number): number {
  return day < 0 ? 28 + day : day;
}
