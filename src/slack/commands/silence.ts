import { plus } from '../../domain/time.ts';
import { silence as makeSilence } from '../silencing.ts';
import type { Subcommand } from './command.ts';
import { misreadAnswer } from './misread-answer.ts';
import { isMisread, readSilence } from './parse.ts';

const EXAMPLE = 'silence service=db 2h backup';

/** `/incident silence service=db 2h backup`: alerts that match tell nobody. */
export const silence: Subcommand = {
  name: 'silence',
  also: [],
  example: EXAMPLE,
  async run({ asker, words }, desk) {
    const wanted = readSilence(words);
    if (isMisread(wanted)) return misreadAnswer(wanted, EXAMPLE);
    const { matchers, time, reason } = wanted;
    return makeSilence(desk, asker, { matchers, endsAt: plus(desk.clock.now(), time), reason });
  },
};
