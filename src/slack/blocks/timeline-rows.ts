import type { RichTextElement } from '@slack/types';
import type { Incident } from '../../domain/incident.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { cut, cutPart, LENGTHS } from './cut.ts';
import { moment, text } from './elements.ts';
import { link } from './mark-up.ts';
import { oneLiner } from './one-liner.ts';
import { capital, FULL, formatNear, utc, webAddress } from './words.ts';

/** What one line may take: forty of them have to fit into a message. */
const LINE = 200;
const LONGEST_ADDRESS = 500;

/** What happened to an incident, one entry a line, each with its time. */
export function timelineRows(
  incident: Incident,
  entries: readonly TimelineEntry[],
): readonly (readonly RichTextElement[])[] {
  return entries.map((entry, place) => row(incident, entry, entries[place - 1]));
}

/** The same in words. */
export function timelineSentences(
  incident: Incident,
  entries: readonly TimelineEntry[],
): readonly string[] {
  return entries.map((entry) => cut(capital(oneLiner(incident, entry).sentence), LINE));
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
