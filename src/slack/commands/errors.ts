import { parseDuration } from '../../domain/time.ts';
import { badDurationAnswer } from '../blocks/index.ts';
import { errorsOf, eventsOf, readErrorsAsked } from '../error-listing.ts';
import { plainText } from '../plain-text.ts';
import type { Subcommand } from './command.ts';
import { readNumber } from './parse.ts';

/** `/incident errors KeyError shop in 24h` lists errors, `errors INC-12` the newest events of one. */
export const errors: Subcommand = {
  name: 'errors',
  also: ['error'],
  example: 'errors KeyError in 24h',
  async run({ words }, desk) {
    const typed = plainText(words).trim();
    const named = readNumber(typed);
    if (named?.rest === '') return eventsOf(desk, named.number, null);
    const [, word = ''] = /(?:^|\s)in\s+([-+]?\d\S*)$/i.exec(typed) ?? [];
    if (word !== '' && parseDuration(word.toLowerCase()) === undefined) {
      return badDurationAnswer(word);
    }
    return errorsOf(desk, await readErrorsAsked(desk, typed));
  },
};
