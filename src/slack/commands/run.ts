import { didYouMeanAnswer } from '../blocks/index.ts';
import type { MessageBody } from '../blocks/message.ts';
import type { Desk } from '../desk.ts';
import { choose } from './choose.ts';
import type { Call } from './command.ts';
import { subcommands } from './index.ts';

/** Does what a line behind `/incident` asks for; answers what only the person who asked sees. */
export async function runCommand(
  line: string,
  call: Omit<Call, 'words'>,
  desk: Desk,
): Promise<MessageBody | null> {
  const chosen = choose(line, subcommands);
  if (chosen.type === 'suggest') return didYouMeanAnswer(chosen.word, chosen.command);
  return chosen.subcommand.run({ ...call, words: chosen.words }, desk);
}
