import type { Incident } from '../../domain/incident.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { lines, rich } from './elements.ts';
import { section, shortText } from './mark-up.ts';
import type { MessageBody } from './message.ts';
import { timelineRows, timelineSentences } from './timeline-rows.ts';
import { incidentName } from './words.ts';

/** What an incident is recapped from. */
export interface RecapContext {
  /** Whether there are earlier entries too. */
  readonly isCut: boolean;
}

/** One reply for all that happened while the incident was told in another workspace: it calls nobody. */
export function recapMessage(
  incident: Incident,
  entries: readonly TimelineEntry[],
  { isCut }: RecapContext,
): MessageBody {
  const whole = `/incident timeline ${incident.number}`;
  const more = isCut ? ` · the newest, \`${whole}\` shows all` : '';
  const what = `What happened to ${incidentName(incident.number)} so far`;
  return {
    text: shortText([what, ...timelineSentences(incident, entries)].join('. ')),
    blocks: [
      section(`*So far*, told in another workspace${more}`),
      rich(lines(...timelineRows(incident, entries))),
    ],
  };
}
