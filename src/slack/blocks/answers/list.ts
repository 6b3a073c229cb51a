import type { Button, RichTextElement } from '@slack/types';
import { type Incident, isOpen } from '../../../domain/incident.ts';
import type { Instant } from '../../../domain/time.ts';
import { actions, button, code, lines, rich, text } from '../elements.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { figure } from '../words.ts';
import {
  incidentRows,
  incidentSentences,
  moreRow,
  type Permalink,
  pageOf,
  placeOf,
} from './incident-rows.ts';
import { type ListFilter, type ListPage, writtenList } from './list-page.ts';

/** So many are looked at for a list; where there are as many, there may be more. */
export const LOOKED_AT = 500;

/** Incidents, one a line: what nobody has first, in bold; of very many a page, with a button for the next. */
export function listAnswer(
  incidents: readonly Incident[],
  { filter, behind }: ListPage,
  { now }: SurfaceContext,
  permalink: Permalink,
): MessageBody {
  const { shown, before, left, next } = pageOf(incidents, now, behind);
  const stretch = before > 0 ? [`${figure(before + 1)} to ${figure(before + shown.length)}`] : [];
  const [head, ...others] = [...headline(incidents, filter, now), ...stretch];
  const facts = others.map((fact) => `, ${fact}`).join('');
  const rows = incidentRows(shown, now, permalink);
  const rest = left > 0 ? moreRow(left) : unseenRow(incidents);
  return {
    text: shortText(`${head}${facts}. ${incidentSentences(shown, now)}`),
    blocks: [
      section(`*${head}*${facts}`),
      rich(lines(...rows, ...rest)),
      actions('list', ...(next ? [nextButton({ filter, behind: next })] : []), ...buttons()),
    ],
  };
}

/** Who has so many open is not shown all of them in Slack. */
function unseenRow(incidents: readonly Incident[]): readonly (readonly RichTextElement[])[] {
  return incidents.length < LOOKED_AT ? [] : [[text('There may be more: '), code(ALL_OF_THEM)]];
}

const ALL_OF_THEM = 'GET /api/v1/incidents';

function nextButton(next: ListPage): Button {
  const label = 'Show more: the next ones';
  return button({ text: 'Show more', action: 'list.more', value: writtenList(next), label });
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

function buttons(): readonly Button[] {
  return [
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
  ];
}
