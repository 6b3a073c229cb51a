import type { Incident } from '../domain/incident.ts';
import { between, type Duration, type Instant } from '../domain/time.ts';

type Ended = Pick<Incident, 'acknowledged' | 'resolution' | 'reopened' | 'openedAt'>;

/** When somebody first acknowledged it; null: nobody did. */
export function acknowledgedAt({ acknowledged, resolution, reopened }: Ended): Instant | null {
  const all = [acknowledged, resolution?.acknowledged, reopened?.after.acknowledged];
  const times = all.flatMap((each) => each?.at ?? []);
  return times.reduce<Instant | null>((a, b) => (a === null || b < a ? b : a), null);
}

/** Whether somebody acknowledged it, or resolved or merged it by hand. */
export function neededPerson(incident: Ended): boolean {
  const ends = [incident.resolution?.how, incident.reopened?.after.how];
  return acknowledgedAt(incident) !== null || ends.includes('person') || ends.includes('merged');
}

/** How long it took until its alerts ended it; null: it is open, or ended in another way. */
export function tookByItself({ openedAt, resolution }: Ended): Duration | null {
  return resolution?.how === 'alerts' ? between(openedAt, resolution.at) : null;
}
