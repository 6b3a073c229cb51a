import { headlineOf, type Incident, titleOf } from '../../domain/incident.ts';
import { cut, LENGTHS } from './cut.ts';
import { escaped } from './escape.ts';
import type { SurfaceContext } from './message.ts';
import { incidentName } from './words.ts';

/** What a card is called: an error by itself, since its grey line says where; others with what tells them apart. */
export function cardTitle(incident: Incident, isError: boolean): string {
  return cut(isError ? titleOf(incident) : headlineOf(incident), LENGTHS.title);
}

/** INC-12, as a link where there is a page. */
export function numberOf({ number }: Incident, { incidentUrl }: SurfaceContext): string {
  const name = incidentName(number);
  return incidentUrl ? `<${escaped(incidentUrl(number))}|${name}>` : name;
}
