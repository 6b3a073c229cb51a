import type { ContextBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { TrackedAlert } from '../../domain/alert.ts';
import {
  headlineOf,
  type Incident,
  isMuted,
  isOpen,
  type Mute,
  type Resolution,
} from '../../domain/incident.ts';
import { between, type Instant } from '../../domain/time.ts';
import { cardButtons } from './buttons.ts';
import { type CardFacts, cardText } from './card-text.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { whatEndsEarly } from './early.ts';
import { bold, context, emoji, lines, moment, rich, text } from './elements.ts';
import { type EscalationShown, escalationLine, tellsOfCalls } from './escalation.ts';
import { escaped, plain } from './escape.ts';
import { factOf } from './fact.ts';
import type { MessageBody, SurfaceContext } from './message.ts';
import { personName, who } from './names.ts';
import { modifierOf, stateOf, whoHasIt } from './state.ts';
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
  escalation: EscalationShown | null = null,
): MessageBody {
  const isCalling = tellsOfCalls(incident, surface.now);
  const shown = { incident, fact: factOf(incident, alerts), calls: isCalling ? escalation : null };
  return {
    text: cardText(shown, surface.now),
    blocks: [head(shown, surface.now), grey(incident, surface), cardButtons(incident, surface.now)],
  };
}

function head({ incident, fact, calls }: CardFacts, now: Instant): RichTextBlock {
  const { mark, word } = stateOf(incident, now);
  const title = cut(headlineOf(incident), LENGTHS.title);
  const shown = isOpen(incident) ? bold(title) : text(title);
  return rich(
    lines(
      [emoji(mark), text(` ${word} · `), shown],
      secondLine(incident, fact, now),
      calls ? escalationLine(calls, incident) : [],
    ),
  );
}

function secondLine(incident: Incident, fact: string, now: Instant): readonly RichTextElement[] {
  if (!isOpen(incident)) return [];
  if (incident.mute && isMuted(incident, now)) return muteLine(incident.mute, now);
  if (modifierOf(incident, now) === 'flapping') return flappingLine(incident);
  return fact === '' ? [] : [text(fact)];
}

function muteLine({ until, by, reason }: Mute, now: Instant): readonly RichTextElement[] {
  const why = reason === '' ? '' : `: ${firstLine(reason, LENGTHS.fact)}`;
  const by_ = text(` by ${who(by)}${why}`);
  if (until === null) return [text('Until it resolves'), by_];
  return [text('Until '), moment(until, formatNear(until, now)), by_];
}

/** Its changes take the place of what the last alert said. */
function flappingLine({ flapping, openedAt }: Incident): readonly RichTextElement[] {
  if (!flapping) return [];
  const { changes, since } = flapping;
  return [
    text(`On and off ${count(changes, 'time')} since `),
    moment(since, formatNear(since, openedAt)),
    text('. No calls until it is steady'),
  ];
}

function grey(incident: Incident, surface: SurfaceContext): ContextBlock {
  const { now } = surface;
  const parts = isOpen(incident) ? openParts(incident, now) : overParts(incident, now);
  const known = parts.filter((part) => part !== null && part !== '');
  return context([numberOf(incident, surface), ...known].join(' · '));
}

/** INC-12, as a link where there is a page. */
function numberOf({ number }: Incident, { incidentUrl }: SurfaceContext): string {
  const name = incidentName(number);
  return incidentUrl ? `<${escaped(incidentUrl(number))}|${name}>` : name;
}

function openParts(incident: Incident, now: Instant): readonly (string | null)[] {
  const firing = `${count(incident.firingCount, 'alert')} firing`;
  const modifier = modifierOf(incident, now);
  return [
    opening(incident),
    ...(modifier === 'muted' ? [firing, endsEarly(incident)] : []),
    modifier === 'flapping' ? `${firing}${lastChange(incident)}` : null,
    quietUntil(incident),
    modifier === 'muted' ? null : whoHasIt(incident),
    lastTime(incident),
    hostLink('Runbook', incident.runbook),
  ];
}

/** Nothing fires, which is why nobody need hurry. */
function quietUntil({ resolvesAt, openedAt }: Incident): string | null {
  if (resolvesAt === null) return null;
  return `quiet, resolves by itself ${dateToken(resolvesAt, formatNear(resolvesAt, openedAt))}`;
}

function endsEarly(incident: Incident): string | null {
  const ends = incident.mute?.early ?? [];
  return ends.length > 0 ? `ends early ${plain(whatEndsEarly(incident, ends))}` : null;
}

function lastChange({ turns, openedAt }: Incident): string {
  const last = turns.at(-1);
  return last === undefined ? '' : `, last change ${dateToken(last, formatNear(last, openedAt))}`;
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

function overParts(incident: Incident, now: Instant): readonly string[] {
  const { resolution, openedAt, severity, alertCount } = incident;
  if (!resolution) return [];
  const { at } = resolution;
  const span = duration(between(openedAt, at));
  return [
    capital(severity),
    `${dateToken(openedAt)} to ${dateToken(at, formatNear(at, openedAt))}, ${span}`,
    howItEnded(resolution),
    alertCount === 0 ? '' : count(alertCount, 'alert'),
    mutedUntil(incident, now),
  ];
}

/** Resolved while alerts fired: their next firing tells nobody until then. */
function mutedUntil({ mute, openedAt }: Incident, now: Instant): string {
  if (!mute?.until || mute.until <= now) return '';
  return `muted until ${dateToken(mute.until, formatNear(mute.until, openedAt))}`;
}

function howItEnded({ how, by, note }: Resolution): string {
  const words = note === '' ? '' : `: ${plain(firstLine(note, LENGTHS.fact))}`;
  if (how === 'person') return `by *${plain(who(by))}*${words}`;
  return `${how === 'alerts' ? 'by itself' : 'nothing was heard of it'}${words}`;
}
