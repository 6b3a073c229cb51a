import { type Incident, titleOf } from '../../../domain/incident.ts';
import { cut, LENGTHS } from '../cut.ts';
import { escaped, plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { dateToken, FULL, incidentName, utc } from '../words.ts';
import type { Permalink } from './incident-rows.ts';
import type { ListFilter } from './list-page.ts';

const NONE: Readonly<Record<ListFilter, string>> = {
  open: 'No open incidents.',
  acknowledged: 'No acknowledged incidents.',
  mine: 'No incident is with you.',
  all: 'No incidents in the last 7 days.',
};

/** There is nothing to list; `last` is the incident that was resolved last, if there is one. */
export function emptyListAnswer(
  filter: ListFilter,
  last: Incident | null,
  permalink: Permalink,
): MessageBody {
  const none = NONE[filter];
  const at = last?.resolution?.at;
  if (!last || at === undefined) return { text: none, blocks: [section(none)] };
  const url = permalink(last);
  const name = incidentName(last.number);
  const linked = url === null ? name : `<${escaped(url)}|${name}>`;
  const title = plain(cut(titleOf(last), LENGTHS.title));
  return {
    text: shortText(`${none} The last one was resolved on ${utc(at, FULL)}.`),
    blocks: [section(`${none} The last one, ${linked} ${title}, was resolved ${dateToken(at)}.`)],
  };
}
