import { type Incident, titleOf } from '../../../domain/incident.ts';
import type { TimelineEntry } from '../../../domain/timeline.ts';
import { cut, LENGTHS } from '../cut.ts';
import { lines, rich } from '../elements.ts';
import { escaped, plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { timelineRows, timelineSentences } from '../timeline-rows.ts';
import { count, incidentName } from '../words.ts';

/** What happened to an incident, one entry a line. */
export function timelineAnswer(
  incident: Incident,
  entries: readonly TimelineEntry[],
  surface: SurfaceContext,
): MessageBody {
  const title = cut(titleOf(incident), LENGTHS.title);
  const what = `Timeline of ${incidentName(incident.number)}`;
  const part = partOf(incident, entries);
  const head = `*${linked(incident, what, surface)}* · ${plain(title)}${part && ` · ${part}`}`;
  return {
    text: shortText([`${what}: ${title}`, ...timelineSentences(incident, entries)].join('. ')),
    blocks: [
      section(head),
      ...(entries.length > 0 ? [rich(lines(...timelineRows(incident, entries)))] : []),
    ],
  };
}

function partOf({ entryCount }: Incident, entries: readonly TimelineEntry[]): string {
  if (entries.length >= entryCount) return '';
  return `the newest ${entries.length} of ${count(entryCount, 'entry', 'entries')}`;
}

function linked({ number }: Incident, text: string, { incidentUrl }: SurfaceContext): string {
  return incidentUrl ? `<${escaped(incidentUrl(number))}|${text}>` : text;
}
