import type { Incident } from '../../../domain/incident.ts';
import { cut, LENGTHS } from '../cut.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { incidentName } from '../words.ts';

/** What was asked for is done: "INC-12" and what is now the case, such as "is acknowledged". */
export function doneAnswer({ number }: Incident, what: string): MessageBody {
  const name = incidentName(number);
  const said = cut(what, LENGTHS.fact);
  return { text: shortText(`${name} ${said}.`), blocks: [section(`${name} ${plain(said)}.`)] };
}
