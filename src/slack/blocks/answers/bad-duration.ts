import { plainText } from '../../plain-text.ts';
import { cut, LENGTHS } from '../cut.ts';
import { plain } from '../escape.ts';
import { codeSpan, section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';

const EXAMPLE = '/incident mute 12 2h disk swap';

/** A word, as Slack handed it on, is no duration; these are. */
export function badDurationAnswer(word: string): MessageBody {
  const typed = cut(plainText(word), LENGTHS.value);
  const right = ['90s', '15m', '4h'].map(codeSpan).join(', ');
  const write = `Write ${right} or ${codeSpan('2d')}, as in ${codeSpan(EXAMPLE)}`;
  return {
    text: shortText(`“${typed}” is not a duration. Write 90s, 15m, 4h or 2d.`),
    blocks: [section(`“${plain(typed)}” is not a duration. ${write}`)],
  };
}

/** What a mute may last until. */
const ENDS = ['tomorrow 09:00', 'monday', '18:00', 'resolved', 'deploy', '3x'];

/** Words, as Slack handed them on, do not say when a mute ends, or there are none; these do. */
export function badMuteTimeAnswer(words: string): MessageBody {
  const typed = cut(plainText(words), LENGTHS.value);
  const wrong = typed === '' ? 'For how long?' : `“${typed}” is not a duration.`;
  const until = ENDS.map((end) => `until ${end}`);
  const forms = [...until.slice(0, -1).map(codeSpan), `or ${codeSpan(until.at(-1) ?? '')}`];
  const write = `Write a duration as in ${codeSpan(EXAMPLE)}, or in its place ${forms.join(', ')}.`;
  return {
    text: shortText(`${wrong} Write 90s, 15m, 4h or 2d, or ${until.join(', ')}.`),
    blocks: [section(`${plain(wrong)} ${write}`)],
  };
}
