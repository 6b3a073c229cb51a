import { badDurationAnswer, badMuteTimeAnswer } from '../blocks/index.ts';
import type { MessageBody } from '../blocks/message.ts';
import { sentenceAnswer } from '../sentence.ts';
import type { Misread } from './parse.ts';

/** What is wrong with the words of a command, and one that works. */
export function misreadAnswer(misread: Misread, example: string): MessageBody {
  switch (misread.misread) {
    case 'duration':
      return misread.word === ''
        ? sentenceAnswer('For how long?', example)
        : badDurationAnswer(misread.word);
    case 'mute-time':
      return badMuteTimeAnswer(misread.word);
    case 'everything':
      return sentenceAnswer(
        'A silence for everything would hide every alert, so it is refused. Name at least one label with a value.',
        example,
      );
    case 'sentence':
      return sentenceAnswer(misread.sentence, example);
  }
}
