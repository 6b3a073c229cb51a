import type { ActionsBlock } from '@slack/types';
import type { Incident } from '../../../domain/incident.ts';
import type { Storm } from '../../../domain/storm.ts';
import { incidentRows, incidentSentences, moreRow, mostUrgent } from '../answers/incident-rows.ts';
import { actions, button, lines, rich, text } from '../elements.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { count } from '../words.ts';
import { type CardLink, inChannel } from './shape.ts';

/** Some incidents of a storm. */
export interface StormPage {
  readonly storm: Storm;
  readonly incidents: readonly Incident[];
  /** How many come after them. */
  readonly left: number;
  /** How many more had a card before the storm began, and are listed nowhere. */
  readonly others: number;
}

/** Incidents of a storm for one person, one a line. */
export function stormList(
  { storm, incidents, left, others }: StormPage,
  permalink: CardLink,
  { now }: SurfaceContext,
): MessageBody {
  const head = count(storm.incidentCount, 'incident');
  const what = ` of the storm${inChannel(storm)}`;
  const shown = mostUrgent(incidents, now);
  const rows = incidentRows(shown, now, ({ number }) => permalink(number));
  const rest = left > 0 ? moreRow(left) : othersRow(others);
  return {
    text: shortText(`${head}${what}. ${incidentSentences(shown, now)}`),
    blocks: [
      section(`*${head}*${plain(what)}`),
      rich(lines(...rows, ...rest)),
      ...(left > 0 ? [nextButton(`${storm.id}:${left}`)] : []),
    ],
  };
}

/** They are seen in the channel, each by itself. */
function othersRow(others: number) {
  if (others <= 0) return [];
  const cards = others === 1 ? 'its own card' : 'their own cards';
  return [[text(`and ${count(others, 'more', 'more')} with ${cards}`)]];
}

function nextButton(value: string): ActionsBlock {
  const label = 'Show more: the next ones';
  return actions('storm', button({ text: 'Show more', action: 'storm.more', value, label }));
}
