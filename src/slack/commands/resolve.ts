import { resolvedWords } from './done.ts';
import { incidentCommand } from './incident-command.ts';
import { readResolve } from './parse.ts';

/** `/incident resolve 12 added disk`, or `resolve 12 in next release`: it is over. Alerts that still fire get an hour to go out. */
export const resolve = incidentCommand({
  name: 'resolve',
  also: ['close'],
  example: 'resolve 12 added disk',
  read: (words, { now }) => readResolve(words, now),
  done: resolvedWords,
});
