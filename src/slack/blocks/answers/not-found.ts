import { codeSpan, section } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { incidentName } from '../words.ts';

/** There is no such incident; `newest` is the last number there is, or null while there is none. */
export function notFoundAnswer(number: number, newest: number | null): MessageBody {
  const none = `There is no ${incidentName(number)}.`;
  if (newest === null) {
    const text = `${none} There are no incidents yet.`;
    return { text, blocks: [section(text)] };
  }
  const text = `${none} The newest is ${incidentName(newest)}.`;
  const list = codeSpan('/incident list all');
  return { text, blocks: [section(`${text} ${list} shows the last 7 days.`)] };
}
