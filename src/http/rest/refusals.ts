import type { Incident } from '../../domain/incident.ts';
import type { Refusal } from '../../domain/reason.ts';
import { HttpFault } from '../faults.ts';

/** Why an incident was not changed, as an answer. */
export function refusalFault(
  refusal: Refusal,
  incident: Incident | null,
  number: number,
): HttpFault {
  if (refusal === 'unknown-incident') {
    return new HttpFault(404, 'unknown_incident', `There is no incident ${number}.`);
  }
  const message = `INC-${number} ${REFUSED[refusal](incident)}.`;
  return new HttpFault(409, refusal.replaceAll('-', '_'), message);
}

/** Why an incident is not changed, after its name. */
const REFUSED: Readonly<
  Record<Exclude<Refusal, 'unknown-incident'>, (incident: Incident | null) => string>
> = {
  'already-acknowledged': () => 'is acknowledged already',
  'not-acknowledged': () => 'is not acknowledged',
  'already-assigned': (incident) => `is assigned to ${incident?.assignee?.name ?? 'them'} already`,
  'not-muted': () => 'is not muted',
  'already-resolved': () => 'is resolved already',
  'not-resolved': () => 'is not resolved',
  'already-so': () => 'is like that already',
  'unknown-silence': () => 'has no such silence',
  'silence-expired': () => 'has a silence that is over',
  'not-an-error': () => 'is not about an error that an SDK reported: only these can do that',
  'no-release': () => 'is of a project that names no release: there is no next one to wait for',
  'same-incident': () => 'cannot be merged into itself',
  'not-merged': () => 'has nothing merged into it',
  'unknown-target': () => 'cannot be merged there: there is no such incident',
};
