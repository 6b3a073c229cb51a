import type { Incident } from '../../domain/incident.ts';
import { isCall } from './bundle.ts';
import type { Step } from './plan.ts';

/**
 * In which order a channel's budget is spent, the least first: calls, new cards of high severity, what a person waits for,
 * other new cards, then what merely keeps things fresh.
 */
export function urgencyOf(incident: Incident, step: Step, awaited: boolean): number {
  if (hasCall(step)) return 0;
  if (isNewCard(step)) return isGrave(incident) ? 1 : 3;
  if (awaited) return 2;
  return STEP_URGENCY[step.kind === 'update' && step.slot === 'card' ? 'card' : step.kind];
}

const STEP_URGENCY = { card: 4, post: 5, search: 5, update: 6, settle: 7, recheck: 7 } as const;

/** Whether people should hear of it before others. */
export function isGrave({ severity }: Incident): boolean {
  return severity === 'critical' || severity === 'error';
}

function hasCall(step: Step): boolean {
  return step.kind === 'post' && step.entries.some(isCall);
}

function isNewCard(step: Step): boolean {
  if (step.kind === 'search') return step.attempt.slot === 'card';
  return step.kind === 'post' && step.slot === 'card';
}
