import { days, parseDuration } from '../../domain/time.ts';
import { statsAnswer } from '../blocks/index.ts';
import { plainText } from '../plain-text.ts';
import { sentenceAnswer } from '../sentence.ts';
import type { Subcommand } from './command.ts';
import { splitWord } from './parse.ts';

const EXAMPLE = 'stats 7d';
const USUAL = days(7);
/** Nothing is kept for longer by default. */
const LONGEST = days(90);

/** `/incident stats 7d`: the noise of some days, and what would lessen it. */
export const stats: Subcommand = {
  name: 'stats',
  also: ['noise'],
  example: EXAMPLE,
  async run({ words }, desk) {
    const { word } = splitWord(words);
    const span = word === '' ? USUAL : parseDuration(word);
    if (span === undefined) return sentenceAnswer(`${noTime(word)} Write how many days.`, EXAMPLE);
    if (span > LONGEST) return sentenceAnswer('At most 90 days are looked at.', EXAMPLE);
    const report = await desk.report(span);
    return statsAnswer(report, await desk.keepReport(report));
  },
};

function noTime(word: string): string {
  return `“${plainText(word)}” is not a duration.`;
}
