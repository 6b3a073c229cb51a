import type { Slot, Subject } from '../domain/delivery.ts';
import { between, type Instant } from '../domain/time.ts';
import type { Step } from '../engine/delivery/plan.ts';
import type { Situation } from '../engine/delivery/situation.ts';
import type { FailureKind } from './notifier.ts';

/** What one try to deliver came to, for the metrics. */
export interface DeliveryReport {
  /** Such as `post-card`, `update-card`, `post-thread`, `post-storm`, `post-notice`, `search`. */
  readonly kind: string;
  /** `overtaken`: Slack did it, but another process had gone on by then. */
  readonly outcome: 'delivered' | 'overtaken' | FailureKind;
  /** How long people waited for it, in milliseconds; null where nobody did. */
  readonly lag: number | null;
}

/** What there is to say of a step that was tried. */
export function reportOf(
  situation: Situation,
  step: Step,
  outcome: DeliveryReport['outcome'],
  now: Instant,
): DeliveryReport {
  const since = outcome === 'delivered' ? waitedSince(situation, step) : null;
  const lag = since === null ? null : between(since, now);
  return { kind: kindOf(situation.subject, step), outcome, lag };
}

function kindOf({ type }: Subject, step: Step): string {
  if (step.kind !== 'post' && step.kind !== 'update') return step.kind;
  return `${step.kind}-${type === 'incident' ? step.slot : wordOf(type, step.slot)}`;
}

function wordOf(type: Subject['type'], slot: Slot | 'joined'): string {
  return slot === 'card' ? type : `${type}-${slot}`;
}

function waitedSince({ subject, delivery }: Situation, step: Step): Instant | null {
  if (step.kind !== 'post') return null;
  if (step.slot === 'card') return delivery.generation === 0 ? wantedSince(subject) : null;
  return step.entries[0]?.at ?? null;
}

/** Since when there is something to show. */
function wantedSince({ type, shown }: Subject): Instant {
  switch (type) {
    case 'incident':
      return shown.toldAt ?? shown.openedAt;
    case 'storm':
      return shown.startedAt;
    case 'notice':
      return shown.at;
  }
}
