import { wrapped } from '../../config/show.ts';
import type { Console } from '../command.ts';
import { BotFault } from './bot-fault.ts';

/** Sentences in lines that fit 80 columns. */
export function sentence(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => wrapped(line, '').map((each) => each.trimStart()))
    .map((line) => `${line}\n`)
    .join('');
}

/** Several sentences in lines that fit 80 columns; where one goes on, it is indented. */
export function listed(sentences: readonly string[]): string {
  return sentences
    .flatMap((each) => wrapped(each, ''))
    .join('\n')
    .concat('\n');
}

/** Answers the exit code, or says the fault and answers this one. */
export async function sayingFaults(
  console: Console,
  otherwise: number,
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BotFault)) throw error;
    console.err(sentence(error.message));
    return otherwise;
  }
}
