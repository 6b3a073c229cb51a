import { describe, expect, it } from 'vitest';
import {
  between,
  days,
  duration,
  formatDuration,
  hours,
  instant,
  later,
  minutes,
  parseDuration,
  plus,
  seconds,
} from '../../src/domain/time.ts';

describe('a duration', () => {
  it.each([
    ['90s', seconds(90)],
    ['15m', minutes(15)],
    ['4h', hours(4)],
    ['2d', days(2)],
    ['1w', days(7)],
    ['1h30m', minutes(90)],
    ['1d1h1m1s', 86_400_000 + 3_600_000 + 61_000],
    ['3650d', days(3_650)],
  ])('is read from %s', (text, length) => {
    expect(parseDuration(text)).toBe(length);
  });

  it.each([
    '',
    '5',
    'm',
    '5 m',
    '-5m',
    '1.5h',
    '5M',
    '2x',
    '0s',
    '0m0s',
    '3651d',
    '5m ',
    '1h 30m',
    '9999999999s',
  ])('is not read from %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('instants', () => {
  it('add, subtract and compare', () => {
    expect(plus(instant(5), duration(3))).toBe(8);
    expect(between(instant(8), instant(5))).toBe(-3);
    expect(later(instant(5), instant(8))).toBe(8);
    expect(later(instant(8), instant(5))).toBe(8);
  });
});

describe('a duration as it is written', () => {
  it.each([
    [seconds(0), '0s'],
    [seconds(90), '1m30s'],
    [hours(36), '1d12h'],
    [duration(250), '250ms'],
    [duration(1_500), '1s500ms'],
  ])('of %i ms is %s', (length, text) => {
    expect(formatDuration(length)).toBe(text);
  });

  it.each(['90s', '15m', '4h', '2d', '1h30m'])(
    '%s means the same when it is read again',
    (text) => {
      const length = parseDuration(text) ?? seconds(0);

      expect(parseDuration(formatDuration(length))).toBe(length);
    },
  );
});
