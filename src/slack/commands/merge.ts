import type { IncidentAct } from '../../domain/command.ts';
import { incidentName } from '../blocks/words.ts';
import { incidentCommand } from './incident-command.ts';
import { type Misread, readNumber } from './parse.ts';

/** `/incident merge 12 into 9`: its errors count with those of another from now on. */
export const merge = incidentCommand({
  name: 'merge',
  example: 'merge 12 into 9',
  read: readMerge,
  done: ({ resolution }) => `is merged into ${incidentName(resolution?.into ?? 0)}`,
});

function readMerge(words: string): IncidentAct | Misread {
  const named = readNumber(words.replace(/^into\s+/i, ''));
  if (named?.rest === '') return { verb: 'merge', into: named.number };
  return { misread: 'sentence', sentence: 'Into which incident? Write its number behind “into”.' };
}
