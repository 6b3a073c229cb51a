import type { AlertKey } from './alert.ts';
import type { Instant } from './time.ts';

/**
 * - `resolve`: the incident was quiet long enough
 * - `expire`: nothing was heard of the incident for too long
 * - `mute-over`: the incident's mute ends
 * - `silence`: a silence starts or ends, or was changed: alerts are looked at again, some at a time
 */
export type TimerKind = 'resolve' | 'expire' | 'mute-over' | 'silence';

/** Something due later. One a kind and subject: a later one replaces it. */
export interface Timer {
  readonly kind: TimerKind;
  /** The incident's or the silence's id. */
  readonly subject: string;
  readonly at: Instant;
  /** Where a `silence` timer goes on: the last alert that was looked at. */
  readonly after?: AlertKey;
}

/** The identity of a timer. */
export function timerKey(timer: Pick<Timer, 'kind' | 'subject'>): string {
  return `${timer.kind}:${timer.subject}`;
}

/** What time has brought about: a timer, or the end of a firing alert. */
export type Due =
  | { readonly type: 'timer'; readonly at: Instant; readonly timer: Timer }
  | { readonly type: 'alert-end'; readonly at: Instant; readonly alert: AlertKey };
