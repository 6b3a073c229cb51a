import type { ActionsBlock, RichTextElement } from '@slack/types';
import { nameOf } from '../../../domain/actor.ts';
import { type Incident, isMuted, isOpen, titleOf } from '../../../domain/incident.ts';
import { SEVERITIES } from '../../../domain/severity.ts';
import type { Instant } from '../../../domain/time.ts';
import { cut, LENGTHS } from '../cut.ts';
import { actions, bold, button, emoji, lines, moment, rich, text } from '../elements.ts';
import { link, section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { stateOf } from '../state.ts';
import { count, FULL, formatNear, incidentName } from '../words.ts';

/** Which incidents a list shows. */
export type ListFilter = 'open' | 'acknowledged' | 'mine' | 'all';

/** Where the card of an incident is; null: it has none that can be linked. */
export type Permalink = (incident: Incident) => string | null;

/** Incidents, one a line: what nobody has first, in bold. */
export function listAnswer(
  incidents: readonly Incident[],
  filter: ListFilter,
  { now }: SurfaceContext,
  permalink: Permalink,
): MessageBody {
  const sorted = [...incidents].sort((a, b) => inOrder(a, b, now));
  const [head, ...rest] = headline(incidents, filter, now);
  const facts = rest.map((fact) => `, ${fact}`).join('');
  const sentences = sorted.map((incident) => `${sentence(incident, now)}.`);
  return {
    text: shortText(`${head}${facts}. ${sentences.join(' ')}`),
    blocks: [
      section(`*${head}*${facts}`),
      rich(lines(...sorted.map((incident) => row(incident, now, permalink)))),
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

const PLACES = ['nobody', 'somebody', 'muted', 'over'] as const;
type Place = (typeof PLACES)[number];

function placeOf(incident: Incident, now: Instant): Place {
  if (!isOpen(incident)) return 'over';
  if (isMuted(incident, now)) return 'muted';
  return incident.assignee || incident.acknowledged ? 'somebody' : 'nobody';
}

/** Who needs somebody most comes first, then the worst, then the newest. */
function inOrder(a: Incident, b: Incident, now: Instant): number {
  return (
    PLACES.indexOf(placeOf(a, now)) - PLACES.indexOf(placeOf(b, now)) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    b.number - a.number
  );
}

function row(incident: Incident, now: Instant, permalink: Permalink): readonly RichTextElement[] {
  const { mark } = stateOf(incident, now);
  const url = permalink(incident);
  const name = incidentName(incident.number);
  const title = cut(titleOf(incident), LENGTHS.value);
  const isBold = placeOf(incident, now) === 'nobody';
  const shown = isBold ? [text(' '), bold(title)] : [];
  const [fact, at] = situation(incident, now);
  return [
    emoji(mark),
    text(' '),
    url === null ? text(name) : link(url, name),
    ...shown,
    text(isBold ? `, ${fact}` : ` ${title}, ${fact}`),
    ...(at ? [at] : []),
  ];
}

function situation(
  incident: Incident,
  now: Instant,
): readonly [fact: string, at?: RichTextElement] {
  const opened = moment(incident.openedAt, FULL);
  const { resolution } = incident;
  switch (placeOf(incident, now)) {
    case 'nobody':
      return ['nobody, ', opened];
    case 'somebody':
      return [`${whoHas(incident)}, `, opened];
    case 'muted':
      return mutedTime(incident, now);
    case 'over':
      return resolution ? ['resolved ', moment(resolution.at, FULL)] : ['resolved'];
  }
}

function mutedTime(
  { mute }: Incident,
  now: Instant,
): readonly [fact: string, at?: RichTextElement] {
  if (!mute?.until) return ['muted until it resolves'];
  return ['muted until ', moment(mute.until, formatNear(mute.until, now))];
}

/** "Ann Lee"; who was given it without having said a word yet is only "for" it. */
function whoHas({ assignee, acknowledged }: Incident): string {
  const by = acknowledged ? nameOf(acknowledged.by) : 'nobody';
  const name = cut(assignee?.name ?? by, LENGTHS.value);
  return acknowledged ? name : `for ${name}`;
}

function sentence(incident: Incident, now: Instant): string {
  const name = incidentName(incident.number);
  const title = cut(titleOf(incident), LENGTHS.value);
  switch (placeOf(incident, now)) {
    case 'nobody':
      return `${name} ${incident.severity}, ${title}, nobody`;
    case 'somebody':
      return `${name} ${title}, ${whoHas(incident)}`;
    case 'muted':
      return `${name} ${title}, muted`;
    case 'over':
      return `${name} ${title}, resolved`;
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
