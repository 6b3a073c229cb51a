import { between, type Instant } from '../domain/time.ts';
import type { Situation, Step } from '../engine/delivery/plan.ts';
import type { FailureKind } from './notifier.ts';

/** What one try to deliver came to, for the metrics. */
export interface DeliveryReport {
  /** Such as `post-card`, `update-card`, `post-thread`, `search`. */
  readonly kind: string;
  readonly outcome: 'delivered' | FailureKind;
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
  return { kind: kindOf(step), outcome, lag: since === null ? null : between(since, now) };
}

function kindOf(step: Step): string {
  return step.kind === 'post' || step.kind === 'update' ? `${step.kind}-${step.slot}` : step.kind;
}

function waitedSince({ incident, delivery }: Situation, step: Step): Instant | null {
  if (step.kind !== 'post') return null;
  if (step.slot === 'card') return delivery.generation === 0 ? incident.openedAt : null;
  return step.entries[0]?.at ?? null;
}
