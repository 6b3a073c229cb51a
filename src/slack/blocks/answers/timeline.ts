import type { RichTextElement } from '@slack/types';
import { type Incident, titleOf } from '../../../domain/incident.ts';
import type { TimelineEntry } from '../../../domain/timeline.ts';
import { cut, cutPart, LENGTHS } from '../cut.ts';
import { lines, moment, rich, text } from '../elements.ts';
import { escaped, plain } from '../escape.ts';
import { link, section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { oneLiner } from '../one-liner.ts';
import { capital, count, FULL, formatNear, incidentName, utc, webAddress } from '../words.ts';

/** What one line may take: forty of them have to fit into a message. */
const LINE = 200;
const LONGEST_ADDRESS = 500;

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
  const said = entries.map((entry) => sentenceOf(incident, entry));
  return {
    text: shortText([`${what}: ${title}`, ...said].join('. ')),
    blocks: [
      section(head),
      ...(entries.length > 0
        ? [rich(lines(...entries.map((entry, place) => row(incident, entry, entries[place - 1]))))]
        : []),
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

function row(
  incident: Incident,
  entry: TimelineEntry,
  before: TimelineEntry | undefined,
): readonly RichTextElement[] {
  const format = before ? formatNear(entry.at, before.at) : FULL;
  return [moment(entry.at, format), text(' · '), ...toldOf(incident, entry), ...pageOf(entry)];
}

/** The sentence, its moments in the zone of whoever reads. */
function toldOf(incident: Incident, entry: TimelineEntry): readonly RichTextElement[] {
  const shown: RichTextElement[] = [];
  let room = LINE;
  for (const part of oneLiner(incident, entry).parts) {
    if (room <= 0) break;
    const words = typeof part === 'string' ? cutPart(part, room) : utc(part.at, part.format);
    const said = shown.length === 0 ? capital(words) : words;
    shown.push(typeof part === 'string' ? text(said) : moment(part.at, part.format));
    room -= words.length;
  }
  return shown;
}

/** Of what was changed elsewhere the page about it, by its host. */
function pageOf({ what }: TimelineEntry): readonly RichTextElement[] {
  const address = webAddress(what.kind === 'changed' ? what.url : null);
  if (!address || address.href.length > LONGEST_ADDRESS) return [];
  return [text(', '), link(address.href, cut(address.host, LENGTHS.value))];
}

function sentenceOf(incident: Incident, entry: TimelineEntry): string {
  return cut(capital(oneLiner(incident, entry).sentence), LINE);
}
