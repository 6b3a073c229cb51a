import type { AlertKey } from '../../../domain/alert.ts';
import { instant } from '../../../domain/time.ts';
import { type Timer, type TimerId, type TimerKind, timerKey } from '../../../domain/timer.ts';
import { hashOf } from '../hash.ts';
import { decodeText, encodeText } from '../text.ts';
import type { Table } from './table.ts';

/** What is read of a timer. */
export interface TimerRow {
  readonly kind: TimerKind;
  readonly subject: string;
  readonly at: number;
  readonly after: string | null;
}

/** The table `timer`. */
export const TIMERS: Table<TimerRow & { readonly id: string }> = {
  name: 'timer',
  key: ['id'],
  columns: { id: 'uuid', kind: 'text', subject: 'text', at: 'bigint', after: 'text' },
};

/** The identity of a timer's row. */
export function timerRowId(timer: TimerId): string {
  return hashOf(timerKey(timer));
}

/** A timer as a row. */
export function timerRow(timer: Timer) {
  const { kind, subject, at, after } = timer;
  return {
    id: timerRowId(timer),
    kind,
    subject: encodeText(subject),
    at,
    after: after === undefined ? null : encodeText(after),
  };
}

/** The timer that a row holds. */
export function readTimer({ kind, subject, at, after }: TimerRow): Timer {
  const timer = { kind, subject: decodeText(subject), at: instant(at) };
  // The guarantee: `timerRow` wrote it from an alert's key.
  return after === null ? timer : { ...timer, after: decodeText(after) as AlertKey };
}
