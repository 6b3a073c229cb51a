import type { Incident } from '../domain/incident.ts';
import { SEVERITIES } from '../domain/severity.ts';

/** Whether somebody has it who is not helped by more people: of what is critical all are told. */
export function isInHands({ status, severity }: Incident): boolean {
  return status === 'acknowledged' && severity !== 'critical';
}

/** Who needs people most has the least: what is critical, then what nobody has, the worst first. */
export function needOf(incident: Incident): number {
  const howBad = SEVERITIES.indexOf(incident.severity);
  return isInHands(incident) ? SEVERITIES.length + howBad : howBad;
}
