import { showOf } from '../looking.ts';
import { lookingCommand } from './looking-command.ts';

/** `/incident show 12`: its card, with buttons that work. */
export const show = lookingCommand('show', showOf);
