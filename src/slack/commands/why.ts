import { whyOf } from '../explaining.ts';
import { lookingCommand } from './looking-command.ts';

/** `/incident why 12`: why people were told of it, or were not. */
export const why = lookingCommand('why', whyOf);
