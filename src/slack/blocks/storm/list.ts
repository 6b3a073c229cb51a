import type { Incident } from '../../../domain/incident.ts';
import type { Storm } from '../../../domain/storm.ts';
import { incidentRows, incidentSentences, moreRow } from '../answers/incident-rows.ts';
import { lines, rich } from '../elements.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { count } from '../words.ts';
import { type CardLink, inChannel } from './shape.ts';

/** All incidents of a storm for one person, one a line. */
export function stormList(
  storm: Storm,
  incidents: readonly Incident[],
  permalink: CardLink,
  { now }: SurfaceContext,
): MessageBody {
  const head = count(storm.incidentCount, 'incident');
  const what = ` of the storm${inChannel(storm)}`;
  const rows = incidentRows(incidents, now, ({ number }) => permalink(number));
  const rest = moreRow(Math.max(storm.incidentCount, incidents.length) - rows.length);
  return {
    text: shortText(`${head}${what}. ${incidentSentences(incidents, now)}`),
    blocks: [section(`*${head}*${plain(what)}`), rich(lines(...rows, ...rest))],
  };
}
