import type { TraceLine } from '../../domain/trace.ts';
import { alertLines } from './alerts.ts';
import { arrivalLines } from './arrivals.ts';
import { eventLines } from './events.ts';
import type { Evidence } from './evidence.ts';
import { originLines } from './origin.ts';

/** Why people were told of an incident, or were not: where it came from, what became of it and of each alert in the order of time, and what is the case now. */
export function explain(evidence: Evidence): readonly TraceLine[] {
  const story = [...eventLines(evidence), ...arrivalLines(evidence)];
  return [
    ...originLines(evidence),
    ...story.sort((a, b) => timeOf(a) - timeOf(b)),
    ...alertLines(evidence),
  ];
}

/** By when a sentence begins; one without a time comes last. */
function timeOf({ parts: [first] }: TraceLine): number {
  return typeof first === 'object' && 'at' in first ? first.at : Number.MAX_VALUE;
}
