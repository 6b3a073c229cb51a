import type { Level } from '../../../domain/error-event.ts';

/** From which number on a record is how bad: https://docs.python.org/3/library/logging.html#logging-levels. */
const FROM: readonly (readonly [number, Level])[] = [
  [50, 'fatal'],
  [40, 'error'],
  [30, 'warning'],
  [20, 'info'],
  [1, 'debug'],
];

const NAMED: Readonly<Record<string, Level>> = {
  critical: 'fatal',
  fatal: 'fatal',
  error: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  debug: 'debug',
};

/** How bad a record is, by its number, which programs that have levels of their own need; else by its name. */
export function levelOf(number: string, name: string): Level {
  const found = FROM.find(([from]) => Number(number) >= from)?.[1];
  const key = name.toLowerCase();
  return found ?? (Object.hasOwn(NAMED, key) ? NAMED[key] : undefined) ?? 'error';
}
