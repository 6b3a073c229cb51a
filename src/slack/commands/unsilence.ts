import type { Silence } from '../../domain/silence.ts';
import { silenceState } from '../../domain/silence.ts';
import type { MessageBody } from '../blocks/message.ts';
import type { Desk } from '../desk.ts';
import { sentenceAnswer } from '../sentence.ts';
import { endSilence } from '../silencing.ts';
import type { Subcommand } from './command.ts';
import { splitWord } from './parse.ts';

const EXAMPLE = 'unsilence 3f2a91c4';

/** `/incident unsilence ID`: its alerts tell people again. The first letters of the id are enough. */
export const unsilence: Subcommand = {
  name: 'unsilence',
  also: [],
  example: EXAMPLE,
  async run(call, desk) {
    const { word } = splitWord(call.words);
    const found = await silencesLike(word, desk);
    const [silence] = found;
    if (!silence || found.length > 1) return notOne(word, found.length);
    return endSilence(desk, call.asker, silence);
  },
};

async function silencesLike(word: string, desk: Desk): Promise<readonly Silence[]> {
  if (word === '') return [];
  const now = desk.clock.now();
  const silences = await desk.store.silences();
  return silences.filter(
    (silence) => silence.id.startsWith(word) && silenceState(silence, now) !== 'expired',
  );
}

function notOne(word: string, count: number): MessageBody {
  if (word === '')
    return sentenceAnswer('Which silence? /incident silences shows their ids.', EXAMPLE);
  const what =
    count === 0
      ? `No silence in force has the id “${word}”.`
      : `${count} silences have ids that begin with “${word}”.`;
  return sentenceAnswer(`${what} /incident silences shows them.`);
}
