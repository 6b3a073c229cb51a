import { days, plus } from '../../domain/time.ts';
import { maintenanceOf } from '../looking.ts';
import { commandAnswer } from '../sentence.ts';
import { maintenance as enter } from '../silencing.ts';
import type { Subcommand } from './command.ts';
import { readMaintenance } from './read-maintenance.ts';

/** Repeated work is entered anew after a year: what nobody remembers hides alerts for ever. */
const REPEATED_FOR = days(365);

/** `/incident maintenance service=db 2h upgrade`, or `… "0 2 * * 0" 1h Europe/Berlin`; alone it lists what is planned. */
export const maintenance: Subcommand = {
  name: 'maintenance',
  also: ['maint'],
  example: 'maintenance service=db 2h upgrade',
  async run({ asker, words }, desk) {
    if (words.trim() === '') return maintenanceOf(desk);
    const timezone = (await desk.directory.timezone(asker.userId)) ?? 'UTC';
    const read = readMaintenance(words, timezone);
    if ('fault' in read) {
      return commandAnswer(`${read.fault} For example:`, `maintenance ${read.corrected}`);
    }
    const { matchers, time, repeats, reason } = read;
    const endsAt = plus(desk.clock.now(), repeats ? REPEATED_FOR : time);
    return enter(desk, asker, { matchers, endsAt, reason, repeats });
  },
};
