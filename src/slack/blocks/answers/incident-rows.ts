import type { RichTextElement } from '@slack/types';
import { nameOf } from '../../../domain/actor.ts';
import { headlineOf, type Incident, isMuted, isOpen } from '../../../domain/incident.ts';
import { SEVERITIES } from '../../../domain/severity.ts';
import type { Instant } from '../../../domain/time.ts';
import { cut, LENGTHS } from '../cut.ts';
import { bold, emoji, moment, text } from '../elements.ts';
import { link } from '../mark-up.ts';
import { stateOf } from '../state.ts';
import { count, FULL, formatNear, incidentName } from '../words.ts';
import type { Rank } from './list-page.ts';

/** Where the card of an incident is; null: it has none that can be linked. */
export type Permalink = (incident: Incident) => string | null;

/** These incidents one a line: what nobody has in bold. */
export function incidentRows(
  shown: readonly Incident[],
  now: Instant,
  permalink: Permalink,
): readonly (readonly RichTextElement[])[] {
  return shown.map((incident) => row(incident, now, permalink));
}

/** The same in words. */
export function incidentSentences(shown: readonly Incident[], now: Instant): string {
  return shown.map((incident) => `${sentence(incident, now)}.`).join(' ');
}

/** As many as one message has room for. */
const LISTED = 50;

/** Those of them that a list shows, in its order: who needs somebody most comes first. */
export function mostUrgent(incidents: readonly Incident[], now: Instant): readonly Incident[] {
  return pageOf(incidents, now, null).shown;
}

/** As many of a list as one message has room for. */
interface Page {
  readonly shown: readonly Incident[];
  /** How many come before them. */
  readonly before: number;
  /** How many come after them. */
  readonly left: number;
  /** Where the next page goes on; null: there is none. */
  readonly next: Rank | null;
}

/** The page of a list that begins behind a rank, so that none is passed over where others moved meanwhile; where nobody is behind it, the first. */
export function pageOf(incidents: readonly Incident[], now: Instant, behind: Rank | null): Page {
  const all = [...incidents].sort((a, b) => compared(rankOf(a, now), rankOf(b, now)));
  const isBehind = (each: Incident) => behind === null || compared(rankOf(each, now), behind) > 0;
  const before = Math.max(0, all.findIndex(isBehind));
  const shown = all.slice(before, before + LISTED);
  const left = all.length - before - shown.length;
  const last = shown.at(-1);
  return { shown, before, left, next: last && left > 0 ? rankOf(last, now) : null };
}

/** The row behind the last one: how many more there are. */
export function moreRow(more: number): readonly (readonly RichTextElement[])[] {
  return more > 0 ? [[text(`and ${count(more, 'more', 'more')}`)]] : [];
}

const PLACES = ['nobody', 'somebody', 'muted', 'over'] as const;
type Place = (typeof PLACES)[number];

/** Who has an incident, as far as lists tell. */
export function placeOf(incident: Incident, now: Instant): Place {
  if (!isOpen(incident)) return 'over';
  if (isMuted(incident, now)) return 'muted';
  return incident.assignee || incident.acknowledged ? 'somebody' : 'nobody';
}

function rankOf(incident: Incident, now: Instant): Rank {
  return {
    place: PLACES.indexOf(placeOf(incident, now)),
    severity: SEVERITIES.indexOf(incident.severity),
    number: incident.number,
  };
}

function compared(a: Rank, b: Rank): number {
  return a.place - b.place || a.severity - b.severity || b.number - a.number;
}

function row(incident: Incident, now: Instant, permalink: Permalink): readonly RichTextElement[] {
  const { mark } = stateOf(incident, now);
  const url = permalink(incident);
  const name = incidentName(incident.number);
  const title = cut(headlineOf(incident), LENGTHS.value);
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
      return resolution ? [`${endOf(incident)} `, moment(resolution.at, FULL)] : ['resolved'];
  }
}

function mutedTime(
  { mute }: Incident,
  now: Instant,
): readonly [fact: string, at?: RichTextElement] {
  const how = mute?.ignores ? 'ignored' : 'muted';
  if (!mute?.until) return [mute?.ignores ? how : `${how} until it resolves`];
  return [`${how} until `, moment(mute.until, formatNear(mute.until, now))];
}

/** "Ann Lee"; who was given it without having said a word yet is only "for" it. */
function whoHas({ assignee, acknowledged }: Incident): string {
  const by = acknowledged ? nameOf(acknowledged.by) : 'nobody';
  const name = cut(assignee?.name ?? by, LENGTHS.value);
  return acknowledged ? name : `for ${name}`;
}

function sentence(incident: Incident, now: Instant): string {
  const name = incidentName(incident.number);
  const title = cut(headlineOf(incident), LENGTHS.value);
  switch (placeOf(incident, now)) {
    case 'nobody':
      return `${name} ${incident.severity}, ${title}, nobody`;
    case 'somebody':
      return `${name} ${title}, ${whoHas(incident)}`;
    case 'muted':
      return `${name} ${title}, ${incident.mute?.ignores ? 'ignored' : 'muted'}`;
    case 'over':
      return `${name} ${title}, ${endOf(incident)}`;
  }
}

function endOf({ resolution }: Incident): string {
  return resolution?.into ? `merged into ${incidentName(resolution.into)}` : 'resolved';
}
