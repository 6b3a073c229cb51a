import { timelineOf } from '../looking.ts';
import { lookingCommand } from './looking-command.ts';

/** `/incident timeline 12`: what happened so far. */
export const timeline = lookingCommand('timeline', timelineOf);
