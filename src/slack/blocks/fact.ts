import type { TrackedAlert } from '../../domain/alert.ts';
import type { Incident } from '../../domain/incident.ts';
import { between } from '../../domain/time.ts';
import { firstLine, LENGTHS } from './cut.ts';
import { capital, count, duration } from './words.ts';

/** What exactly, in one line: how many fire, and what the last one says. */
export function factOf(incident: Incident, alerts: readonly TrackedAlert[]): string {
  const { alertCount, firingCount } = incident;
  const said = firstLine(incident.description, LENGTHS.fact);
  if (alertCount === 0) return said;
  if (alertCount === 1 && firingCount === 1 && !incident.reopened && said !== '') return said;
  const firing = `${capital(count(firingCount, 'alert'))} firing${again(incident)}`;
  return said === '' ? firing : `${firing}. ${whose(incident, alerts)}${said}`;
}

function again({ reopened, firingCount }: Incident): string {
  if (!reopened || firingCount === 0) return '';
  return ` again after ${duration(between(reopened.after.at, reopened.at))}`;
}

/** Of several alerts, which one said it; and that it said so last, where none of them says it now. */
function whose(incident: Incident, alerts: readonly TrackedAlert[]): string {
  const { alertCount, firingCount, description } = incident;
  const speaker = alerts.find(({ content }) => content.description === description);
  const host = speaker?.content.host;
  if (alertCount === 1 || !host || description.includes(host)) {
    return firingCount === 0 ? 'Last: ' : '';
  }
  return `Last: ${firstLine(host, LENGTHS.value)}: `;
}
