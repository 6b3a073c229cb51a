import type { ActionsBlock } from '@slack/types';
import { type Incident, isOpen } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { actions, button, lines, rich } from '../elements.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { count } from '../words.ts';
import { incidentRows, incidentSentences, type Permalink, placeOf } from './incident-rows.ts';

/** Which incidents a list shows. */
export type ListFilter = 'open' | 'acknowledged' | 'mine' | 'all';

/** Incidents, one a line: what nobody has first, in bold. */
export function listAnswer(
  incidents: readonly Incident[],
  filter: ListFilter,
  { now }: SurfaceContext,
  permalink: Permalink,
): MessageBody {
  const [head, ...rest] = headline(incidents, filter, now);
  const facts = rest.map((fact) => `, ${fact}`).join('');
  return {
    text: shortText(`${head}${facts}. ${incidentSentences(incidents, now)}`),
    blocks: [
      section(`*${head}*${facts}`),
      rich(lines(...incidentRows(incidents, now, permalink))),
      buttons(),
    ],
  };
}

function headline(
  incidents: readonly Incident[],
  filter: ListFilter,
  now: Instant,
): readonly string[] {
  const waiting = incidents.filter((incident) => placeOf(incident, now) === 'nobody').length;
  const nobody = waiting > 0 ? [`${waiting} with nobody`] : [];
  switch (filter) {
    case 'open':
      return [`${incidents.length} open`, ...nobody];
    case 'acknowledged':
      return [`${incidents.length} acknowledged`];
    case 'mine':
      return [`${incidents.length} with you`];
    case 'all':
      return [
        `${count(incidents.length, 'incident')} of 7 days`,
        `${incidents.filter(isOpen).length} open`,
        ...nobody,
      ];
  }
}

function buttons(): ActionsBlock {
  return actions(
    'list',
    button({ text: 'Mine', action: 'list.mine', value: 'mine', label: 'Show my incidents' }),
    button({
      text: 'All of 7 days',
      action: 'list.all',
      value: 'all',
      label: 'Show all incidents of 7 days',
    }),
    button({
      text: 'New incident',
      action: 'home.new',
      value: 'new',
      label: 'Open a new incident',
    }),
  );
}
