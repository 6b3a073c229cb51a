import { incidentCommand } from './incident-command.ts';
import { readNote } from './parse.ts';

/** `/incident note 12 text`: for the thread and the timeline. */
export const note = incidentCommand({
  name: 'note',
  also: ['comment'],
  example: 'note 12 the disk grows 2 GB an hour',
  read: readNote,
  done: () => 'has the note',
});
