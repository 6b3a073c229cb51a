import type { Incident } from '../../../domain/incident.ts';
import type { Storm } from '../../../domain/storm.ts';
import { incidentRows, incidentSentences } from '../answers/incident-rows.ts';
import { lines, rich, text } from '../elements.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { count } from '../words.ts';
import { type CardLink, inChannel } from './shape.ts';

/** As many as one message has room for. */
const LISTED = 50;

/** All incidents of a storm for one person, one a line. */
export function stormList(
  storm: Storm,
  incidents: readonly Incident[],
  permalink: CardLink,
  { now }: SurfaceContext,
): MessageBody {
  const head = count(storm.incidentCount, 'incident');
  const what = ` of the storm${inChannel(storm)}`;
  const shown = incidents.slice(0, LISTED);
  const rows = incidentRows(shown, now, ({ number }) => permalink(number));
  const more = Math.max(storm.incidentCount, incidents.length) - shown.length;
  const rest = more > 0 ? [[text(`and ${count(more, 'more', 'more')}`)]] : [];
  return {
    text: shortText(`${head}${what}. ${incidentSentences(shown, now)}`),
    blocks: [section(`*${head}*${plain(what)}`), rich(lines(...rows, ...rest))],
  };
}
