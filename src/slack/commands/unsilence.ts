import type { Silence } from '../../domain/silence.ts';
import { silenceState } from '../../domain/silence.ts';
import type { MessageBody } from '../blocks/message.ts';
import type { Desk } from '../desk.ts';
import { sentenceAnswer } from '../sentence.ts';
import type { Call, Subcommand } from './command.ts';
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
    return end(silence, call, desk);
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

async function end(silence: Silence, { asker }: Call, desk: Desk): Promise<MessageBody> {
  const outcome = await desk.act({ type: 'unsilence', actor: await asker.actor(), id: silence.id });
  if (outcome.type !== 'silenced') return sentenceAnswer('That silence was over already.');
  return sentenceAnswer('The silence is over. Its alerts tell people again from now on.');
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
