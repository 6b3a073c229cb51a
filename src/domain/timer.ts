import type { AlertKey } from './alert.ts';
import type { Instant } from './time.ts';

/**
 * - `resolve`: the incident was quiet long enough
 * - `expire`: nothing was heard of the incident for too long
 * - `mute-over`: the incident's mute ends
 * - `wait`: the incident's group has waited long enough for its card
 * - `joined`: alerts that joined may be told of
 * - `repeat`: the call is repeated while nobody has the incident
 * - `escalate`: the next step of the incident's escalation
 * - `steady`: a flapping incident may have been quiet long enough
 * - `storm`: a storm's message and thread are brought up to date, or the storm is over
 * - `storm-over`: what a storm withheld gets its cards, some at a time
 * - `silence-ending`: its author is reminded of a long silence
 * - `silence`: a silence starts or ends, or was changed: alerts are looked at again, some at a time
 * - `inhibition`: what a key inhibits is looked at again, some at a time
 * - `pulse`: the counts on an error's card are of the hour that was, and are drawn anew
 * - `calendar`: planned work or a calendar may begin or end: alerts are looked at again, some at a time
 */
export type TimerKind =
  | 'resolve'
  | 'expire'
  | 'mute-over'
  | 'wait'
  | 'joined'
  | 'repeat'
  | 'escalate'
  | 'steady'
  | 'storm'
  | 'storm-over'
  | 'silence-ending'
  | 'silence'
  | 'inhibition'
  | 'pulse'
  | 'calendar';

/** Something due later. One a kind and subject: a later one replaces it. */
export interface Timer {
  readonly kind: TimerKind;
  /** The id of the incident, silence or storm, or the key of the inhibition; for `calendar` the policy's version. */
  readonly subject: string;
  readonly at: Instant;
  /** Where a look at many alerts goes on: the last one that was looked at. */
  readonly after?: AlertKey;
}

/** What tells one timer from another. */
export type TimerId = Pick<Timer, 'kind' | 'subject'>;

/** The identity of a timer. */
export function timerKey(timer: TimerId): string {
  return `${timer.kind}:${timer.subject}`;
}

/** Of what is due at the same moment, the one with the lesser key comes first. */
export function dueKey(due: Due): string {
  return due.type === 'timer' ? timerKey(due.timer) : `alert:${due.alert}`;
}

/** What time has brought about: a timer, or the end of a firing alert. */
export type Due =
  | { readonly type: 'timer'; readonly at: Instant; readonly timer: Timer }
  | { readonly type: 'alert-end'; readonly at: Instant; readonly alert: AlertKey };
