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
