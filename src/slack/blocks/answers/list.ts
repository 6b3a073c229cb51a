import type { ActionsBlock } from '@slack/types';
import { type Incident, isOpen } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { actions, button, lines, rich } from '../elements.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { figure } from '../words.ts';
import {
  incidentRows,
  incidentSentences,
  moreRow,
  type Permalink,
  placeOf,
} from './incident-rows.ts';

/** Which incidents a list shows. */
export type ListFilter = 'open' | 'acknowledged' | 'mine' | 'all';

/** So many are looked at for a list; where there are as many, there may be more. */
export const LOOKED_AT = 500;

/** Incidents, one a line: what nobody has first, in bold; of very many those that need somebody most. */
export function listAnswer(
  incidents: readonly Incident[],
  filter: ListFilter,
  { now }: SurfaceContext,
  permalink: Permalink,
): MessageBody {
  const [head, ...others] = headline(incidents, filter, now);
  const facts = others.map((fact) => `, ${fact}`).join('');
  const rows = incidentRows(incidents, now, permalink);
  const rest = moreRow(incidents.length - rows.length);
  return {
    text: shortText(`${head}${facts}. ${incidentSentences(incidents, now)}`),
    blocks: [section(`*${head}*${facts}`), rich(lines(...rows, ...rest)), buttons()],
  };
}

function headline(
  incidents: readonly Incident[],
  filter: ListFilter,
  now: Instant,
): readonly string[] {
  const waiting = incidents.filter((incident) => placeOf(incident, now) === 'nobody').length;
  const nobody = waiting > 0 ? [`${figureOf(waiting)} with nobody`] : [];
  const all = figureOf(incidents.length);
  switch (filter) {
    case 'open':
      return [`${all} open`, ...nobody];
    case 'acknowledged':
      return [`${all} acknowledged`];
    case 'mine':
      return [`${all} with you`];
    case 'all':
      return [
        `${all} ${incidents.length === 1 ? 'incident' : 'incidents'} of 7 days`,
        `${figureOf(incidents.filter(isOpen).length)} open`,
        ...nobody,
      ];
  }
}

function figureOf(many: number): string {
  return many < LOOKED_AT ? figure(many) : `more than ${figure(many - 1)}`;
}

function buttons(): ActionsBlock {
  return actions(
    'list',
    button({ text: 'Mine', action: 'list.mine', value: 'mine', label: 'Mine: show my incidents' }),
    button({
      text: 'All of 7 days',
      action: 'list.all',
      value: 'all',
      label: 'All of 7 days: show those incidents too',
    }),
    button({
      text: 'New incident',
      action: 'home.new',
      value: 'new',
      label: 'New incident: open one',
    }),
  );
}
