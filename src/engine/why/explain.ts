import type { TraceLine } from '../../domain/trace.ts';
import { alertLines } from './alerts.ts';
import { eventLines } from './events.ts';
import type { Evidence } from './evidence.ts';
import { originLines } from './origin.ts';

/** Why people were told of an incident, or were not: where it came from, what became of it, and of each of its alerts. */
export function explain(evidence: Evidence): readonly TraceLine[] {
  return [...originLines(evidence), ...eventLines(evidence), ...alertLines(evidence)];
}
