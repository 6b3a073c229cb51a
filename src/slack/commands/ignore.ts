import type { Incident } from '../../domain/incident.ts';
import { between, type Instant } from '../../domain/time.ts';
import { untilWords } from '../blocks/errors/ignore-words.ts';
import { duration } from '../blocks/words.ts';
import { incidentCommand } from './incident-command.ts';
import { timezoneOf } from './mute.ts';
import { readIgnore } from './read-ignore.ts';

/** `/incident ignore 12 100 times not ours`: tell nobody of an error until it means more. */
export const ignore = incidentCommand({
  name: 'ignore',
  example: 'ignore 12 100 times not ours',
  read: async (words, { now, asker, desk }) =>
    readIgnore(words, { now, timezone: await timezoneOf(desk, asker) }),
  done: (incident, now) => `is ignored ${untilWhen(incident, now)}`,
});

function untilWhen(incident: Incident, now: Instant): string {
  const { until = null, early = [] } = incident.mute ?? {};
  if (until === null) return untilWords(incident, early);
  const time = `for ${duration(between(now, until))}`;
  return early.length === 0 ? time : `${time}, or ${untilWords(incident, early)}`;
}
