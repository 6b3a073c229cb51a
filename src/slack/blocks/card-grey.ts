import type { ContextBlock } from '@slack/types';
import type { ErrorStory } from '../../domain/error-group.ts';
import { type Incident, isMuted, isOpen, type Resolution } from '../../domain/incident.ts';
import { between, type Instant, instant, minutes } from '../../domain/time.ts';
import type { CardFacts } from './card-text.ts';
import { numberOf } from './card-title.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { whatEndsEarly } from './early.ts';
import { context } from './elements.ts';
import { errorGrey } from './errors/card-lines.ts';
import { howOften } from './errors/facts.ts';
import { untilWords } from './errors/ignore-words.ts';
import { plain } from './escape.ts';
import { greyLine } from './grey-line.ts';
import { codeSpan } from './mark-up.ts';
import type { SurfaceContext } from './message.ts';
import { personName, who } from './names.ts';
import { isSomebodys, modifierOf, whoHasIt } from './state.ts';
import { capital, count, dateToken, duration, formatNear, hostLink } from './words.ts';

/** The grey line of a card: its number, since when, who has it, and what helps; of what is over, how it ended. */
export function grey(shown: CardFacts, surface: SurfaceContext): ContextBlock {
  const { incident } = shown;
  const { now } = surface;
  const parts = isOpen(incident) ? partsOfOpen(shown, now) : overParts(shown, now);
  return context(greyLine([numberOf(incident, surface), ...parts]));
}

function partsOfOpen({ incident, error }: CardFacts, now: Instant): readonly (string | null)[] {
  return error ? errorParts(incident, error, now) : openParts(incident, now);
}

/** Of an error: in which release, since when, who has it, and whose commit it may be. */
function errorParts(
  incident: Incident,
  error: ErrorStory,
  now: Instant,
): readonly (string | null)[] {
  const { release, commit } = errorGrey(error, incident);
  const isHidden = isMuted(incident, now);
  return [
    release,
    opening(incident, error.group.firstSeenAt),
    isHidden && !incident.mute?.ignores ? endsEarly(incident) : null,
    whoAboutHidden(incident, isHidden),
    lastTime(incident),
    isHidden ? null : commit,
    hostLink('Runbook', incident.runbook),
  ];
}

function openParts(incident: Incident, now: Instant): readonly (string | null)[] {
  const firing = `${count(incident.firingCount, 'alert')} firing`;
  const modifier = modifierOf(incident, now);
  return [
    opening(incident),
    ...(modifier === 'muted' ? [firing, endsEarly(incident)] : []),
    modifier === 'flapping' ? `${firing}${lastChange(incident)}` : null,
    quietUntil(incident),
    whoAboutHidden(incident, modifier === 'muted'),
    lastTime(incident),
    hostLink('Runbook', incident.runbook),
  ];
}

/** Who has it; of what tells nobody only that somebody does. */
function whoAboutHidden(incident: Incident, isHidden: boolean): string | null {
  return isHidden && !isSomebodys(incident) ? null : whoHasIt(incident);
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

/** When it began, or came back; of an error that was known before, also when it was seen first. */
function opening(incident: Incident, seenAt: Instant = incident.openedAt): string {
  const { openedAt, reopened } = incident;
  const latest = reopened?.at ?? openedAt;
  const first = instant(Math.min(openedAt, seenAt));
  if (reopened || first < openedAt - minutes(1)) {
    return `${dateToken(latest)}, first ${dateToken(first, formatNear(first, latest))}`;
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

function overParts({ incident, error }: CardFacts, now: Instant): readonly string[] {
  const { resolution, openedAt, severity } = incident;
  if (!resolution) return [];
  const { at } = resolution;
  const span = duration(between(openedAt, at));
  return [
    capital(severity),
    `${dateToken(openedAt)} to ${dateToken(at, formatNear(at, openedAt))}, ${span}`,
    howItEnded(resolution),
    releaseWords(resolution),
    howMuch(incident, error),
    mutedUntil(incident, now),
  ];
}

function howMuch({ alertCount }: Incident, error: ErrorStory | null): string {
  if (!error) return alertCount === 0 ? '' : count(alertCount, 'alert');
  return howOften(error.group);
}

/** Which releases bring it back. */
function releaseWords({ release, into }: Resolution): string {
  if (!release || into !== null) return '';
  const version = codeSpan(cut(release.version, LENGTHS.value));
  return release.inNext
    ? `resolves with the next release after ${version}`
    : `resolved in ${version}`;
}

/** Resolved while alerts fired, or an ignored error: their next firing tells nobody until then. */
function mutedUntil(incident: Incident, now: Instant): string {
  const { mute, openedAt } = incident;
  if (mute?.ignores && mute.until === null) return `ignored ${untilWords(incident, mute.early)}`;
  if (!mute?.until || mute.until <= now) return '';
  return `muted until ${dateToken(mute.until, formatNear(mute.until, openedAt))}`;
}

function howItEnded({ how, by, note }: Resolution): string {
  const words = note === '' ? '' : `: ${plain(firstLine(note, LENGTHS.fact))}`;
  if (how === 'person') return `by *${plain(who(by))}*${words}`;
  return `${how === 'alerts' ? 'by itself' : 'nothing was heard of it'}${words}`;
}
