import type { Incident } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Asker } from '../asker.ts';
import { whatEndsEarly } from '../blocks/early.ts';
import type { Desk } from '../desk.ts';
import { muteTime } from './done.ts';
import { incidentCommand, type ReadContext } from './incident-command.ts';
import { readMute } from './read-mute.ts';

/** `/incident mute 12 2h disk swap`, or `mute 12 until tomorrow 09:00`: tell nobody of it meanwhile. */
export const mute = incidentCommand({
  name: 'mute',
  also: ['snooze'],
  example: 'mute 12 2h disk swap',
  read: async (words, context) => readMute(words, await readerIn(context)),
  done: (incident, now) => `is muted ${untilWhen(incident, now)}`,
});

async function readerIn({ now, number, asker, desk }: ReadContext) {
  const timezone = await timezoneOf(desk, asker);
  return { now, timezone, incident: await desk.store.incidentNumbered(number) };
}

/** Whose clock it is. */
export async function timezoneOf({ directory }: Desk, { userId }: Asker): Promise<string> {
  return (await directory.timezone(userId)) ?? 'UTC';
}

function untilWhen(incident: Incident, now: Instant): string {
  const { mute: made } = incident;
  const early = made ? whatEndsEarly(incident, made.early) : '';
  return `${muteTime(made, now)}${early === '' ? '' : `; this ends early ${early}`}`;
}
