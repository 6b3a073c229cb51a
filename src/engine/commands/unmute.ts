import { isMuted } from '../../domain/incident.ts';
import { endMute } from '../end-mute.ts';
import { hear } from '../hearing.ts';
import { asked, type Verb } from './command.ts';

/** Tells of it again. */
export const unmute: Verb<'unmute'> = (request) => {
  const { draft, incident, now } = request;
  if (!isMuted(incident, now)) return 'not-muted';
  const cause = asked(request);
  return hear(draft, endMute(draft, incident, cause), cause);
};
