import { describe, expect, it } from 'vitest';
import { instant } from '../../src/domain/time.ts';
import { readAuditTime } from '../../src/slack/audit-time.ts';

const utc = (text: string) => instant(Date.parse(`2026-02-${text}:00Z`));
/** 15:02 in Berlin. */
const READER = { now: utc('10T14:02'), timezone: 'Europe/Berlin' };

describe('when something was', () => {
  it.each([
    ['10m', '10T13:52'],
    ['10 minutes', '10T13:52'],
    ['2h', '10T12:02'],
    ['1h30m', '10T12:32'],
    ['1 day', '09T14:02'],
    ['today', '09T23:00'],
  ])('%j is since then', (typed, from) => {
    expect(readAuditTime(typed, READER)).toEqual({ from: utc(from) });
  });

  it.each([
    ['14:05', '10T12:55', '10T13:15'],
    ['15:30', '09T14:20', '09T14:40'],
    ['yesterday 14:05', '09T12:55', '09T13:15'],
    ['today at 9:00', '10T07:50', '10T08:10'],
    ['10 minutes ago', '10T13:42', '10T14:02'],
    ['10m ago', '10T13:42', '10T14:02'],
    ['2 hours ago', '10T11:32', '10T12:32'],
    ['Yesterday', '08T23:00', '09T23:00'],
  ])('%j is about then', (typed, from, to) => {
    expect(readAuditTime(typed, READER)).toEqual({ from: utc(from), to: utc(to) });
  });

  it.each(['', 'db-01', 'ago', '3 hosts', '25:00', 'yesterday db-01', '10 monkeys ago', 'm'])(
    '%j is no time',
    (typed) => {
      expect(readAuditTime(typed, READER)).toBeUndefined();
    },
  );
});
