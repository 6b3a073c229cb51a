import { type Incident, titleOf } from '../../../domain/incident.ts';
import type { TraceLine } from '../../../domain/trace.ts';
import { cut, LENGTHS } from '../cut.ts';
import { context, rich } from '../elements.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { NOTHING } from '../modals/why.ts';
import { traceList, traceSentence } from '../trace.ts';
import { incidentName } from '../words.ts';

/** Why people were told of an incident, or were not, for one person. */
export function whyAnswer(incident: Incident, lines: readonly TraceLine[]): MessageBody {
  const what = `Why ${incidentName(incident.number)}`;
  const title = cut(titleOf(incident), LENGTHS.title);
  const said = lines.length > 0 ? `${lines.map(traceSentence).join('. ')}.` : NOTHING;
  return {
    text: shortText(`${what}, ${title}: ${said}`),
    blocks: [
      section(`*${what}* · ${plain(title)}`),
      lines.length > 0 ? rich(traceList(lines)) : context(NOTHING),
    ],
  };
}
