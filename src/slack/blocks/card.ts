import type { ContextBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { TrackedAlert } from '../../domain/alert.ts';
import {
  type Incident,
  isMuted,
  isOpen,
  type Mute,
  type Resolution,
  titleOf,
} from '../../domain/incident.ts';
import { between, type Instant } from '../../domain/time.ts';
import { cardButtons } from './buttons.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { bold, context, emoji, lines, moment, rich, text } from './elements.ts';
import { escaped, plain } from './escape.ts';
import { factOf } from './fact.ts';
import type { MessageBody, SurfaceContext } from './message.ts';
import { personName, who } from './names.ts';
import { stateOf, whoHasIt, whoHasItSentence } from './state.ts';
import {
  capital,
  count,
  dateToken,
  duration,
  formatNear,
  hostLink,
  incidentName,
} from './words.ts';

/** The one message of an incident: how bad, what, what exactly, who has it, and what can be done. */
export function card(
  incident: Incident,
  alerts: readonly TrackedAlert[],
  surface: SurfaceContext,
): MessageBody {
  const fact = factOf(incident, alerts);
  return {
    text: fallback(incident, fact, surface.now),
    blocks: [
      head(incident, fact, surface.now),
      grey(incident, surface),
      cardButtons(incident, surface.now),
    ],
  };
}

function head(incident: Incident, fact: string, now: Instant): RichTextBlock {
  const { mark, word } = stateOf(incident, now);
  const title = cut(titleOf(incident), LENGTHS.title);
  const shown = isOpen(incident) ? bold(title) : text(title);
  return rich(lines([emoji(mark), text(` ${word} · `), shown], secondLine(incident, fact, now)));
}

function secondLine(incident: Incident, fact: string, now: Instant): readonly RichTextElement[] {
  if (!isOpen(incident)) return [];
  if (incident.mute && isMuted(incident, now)) return muteLine(incident.mute, now);
  return fact === '' ? [] : [text(fact)];
}

function muteLine({ until, by, reason }: Mute, now: Instant): readonly RichTextElement[] {
  const why = reason === '' ? '' : `: ${firstLine(reason, LENGTHS.fact)}`;
  const by_ = text(` by ${who(by)}${why}`);
  if (until === null) return [text('Until it resolves'), by_];
  return [text('Until '), moment(until, formatNear(until, now)), by_];
}

function grey(incident: Incident, surface: SurfaceContext): ContextBlock {
  const parts = isOpen(incident) ? openParts(incident, surface.now) : overParts(incident);
  const known = parts.filter((part) => part !== null && part !== '');
  return context([numberOf(incident, surface), ...known].join(' · '));
}

/** INC-12, as a link where there is a page. */
function numberOf({ number }: Incident, { incidentUrl }: SurfaceContext): string {
  const name = incidentName(number);
  return incidentUrl ? `<${escaped(incidentUrl(number))}|${name}>` : name;
}

function openParts(incident: Incident, now: Instant): readonly (string | null)[] {
  const muted = isMuted(incident, now);
  return [
    opening(incident),
    muted ? `${count(incident.firingCount, 'alert')} firing` : whoHasIt(incident),
    lastTime(incident),
    hostLink('Runbook', incident.runbook),
  ];
}

function opening(incident: Incident): string {
  const { openedAt, reopened } = incident;
  if (reopened) {
    const first = dateToken(openedAt, formatNear(openedAt, reopened.at));
    return `${dateToken(reopened.at)}, first ${first}`;
  }
  const at = dateToken(openedAt);
  return incident.openedBy
    ? `opened by *${plain(personName({ name: incident.openedBy }))}* ${at}`
    : at;
}

function lastTime({ reopened, acknowledged }: Incident): string | null {
  if (!reopened || acknowledged || reopened.after.note === '') return null;
  const { by, note } = reopened.after;
  return `last time ${plain(who(by))}: ${plain(firstLine(note, LENGTHS.value))}`;
}

function overParts(incident: Incident): readonly string[] {
  const { resolution, openedAt, severity, alertCount } = incident;
  if (!resolution) return [];
  const { at } = resolution;
  const span = duration(between(openedAt, at));
  return [
    capital(severity),
    `${dateToken(openedAt)} to ${dateToken(at, formatNear(at, openedAt))}, ${span}`,
    howItEnded(resolution),
    alertCount === 0 ? '' : count(alertCount, 'alert'),
  ];
}

function howItEnded({ how, by, note }: Resolution): string {
  const words = note === '' ? '' : `: ${plain(firstLine(note, LENGTHS.fact))}`;
  if (how === 'person') return `by *${plain(who(by))}*${words}`;
  return `${how === 'alerts' ? 'by itself' : 'nothing was heard of it'}${words}`;
}

/** What a lock screen, search and a screen reader get: a sentence of its own. */
function fallback(incident: Incident, fact: string, now: Instant): string {
  const name = incidentName(incident.number);
  const what = isOpen(incident) ? openText(incident, fact, now) : overText(incident);
  const room = LENGTHS.text - name.length - 2;
  return `${escapeWithin(what, room)}. ${name}`;
}

/** Escaping makes texts longer; the cut comes before it, so that it never splits an entity. */
export function escapeWithin(value: string, room: number): string {
  for (let limit = room; limit > 0; limit -= 20) {
    const safe = escaped(cut(value, limit));
    if (safe.length <= room) return safe;
  }
  return '';
}

function openText(incident: Incident, fact: string, now: Instant): string {
  const { word } = stateOf(incident, now);
  const title = cut(titleOf(incident), LENGTHS.title);
  const { mute } = incident;
  if (mute && isMuted(incident, now)) {
    const why = mute.reason === '' ? '' : `. Reason: ${firstLine(mute.reason, LENGTHS.value)}`;
    return `${word} by ${who(mute.by)}: ${title}${why}`;
  }
  return [
    `${word}: ${title}`,
    ...(fact === '' ? [] : [cut(fact, 100)]),
    whoHasItSentence(incident),
  ].join('. ');
}

function overText(incident: Incident): string {
  const { resolution, openedAt } = incident;
  const title = cut(titleOf(incident), LENGTHS.title);
  if (!resolution) return `Resolved: ${title}`;
  const span = duration(between(openedAt, resolution.at));
  const note = resolution.note === '' ? '' : `: ${firstLine(resolution.note, LENGTHS.value)}`;
  if (resolution.how !== 'person') return `Resolved by itself after ${span}: ${title}`;
  return `Resolved after ${span}: ${title}. By ${who(resolution.by)}${note}`;
}
