import { nearest } from '../../nearest.ts';
import { didYouMeanAnswer, FILTERS } from '../blocks/index.ts';
import { listOf } from '../looking.ts';
import type { Subcommand } from './command.ts';
import { splitWord } from './parse.ts';

/** `/incident list [open|acknowledged|mine|all]`. */
export const list: Subcommand = {
  name: 'list',
  also: ['ls'],
  example: 'list mine',
  async run({ asker, words }, desk) {
    const { word } = splitWord(words);
    const filter = FILTERS.find((known) => known === (word || 'open'));
    if (filter) return listOf(desk, filter, asker.userId);
    return didYouMeanAnswer(`list ${word}`, `list ${nearest(word, FILTERS) ?? 'open'}`);
  },
};
