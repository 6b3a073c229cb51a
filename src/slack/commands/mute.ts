import { muteTime } from './done.ts';
import { incidentCommand } from './incident-command.ts';
import { readMute } from './parse.ts';

/** `/incident mute 12 2h disk swap`: tell nobody of it meanwhile. */
export const mute = incidentCommand({
  name: 'mute',
  also: ['snooze'],
  example: 'mute 12 2h disk swap',
  read: (words, { now }) => readMute(words, now),
  done: ({ mute: made }, now) => `is muted ${muteTime(made, now)}`,
});
