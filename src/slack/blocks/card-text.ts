import { headlineOf, type Incident, isMuted, isOpen } from '../../domain/incident.ts';
import { between, type Instant } from '../../domain/time.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { type EscalationShown, escalationText } from './escalation.ts';
import { escapeWithin } from './mark-up.ts';
import { who } from './names.ts';
import { modifierOf, stateOf, whoHasItSentence } from './state.ts';
import { count, duration, incidentName } from './words.ts';

/** What a card is drawn from. */
export interface CardFacts {
  readonly incident: Incident;
  readonly fact: string;
  /** Null: nobody was called, or nobody is to be any more. */
  readonly calls: EscalationShown | null;
}

/** What a lock screen, search and a screen reader get: a sentence of its own. */
export function cardText({ incident, fact, calls }: CardFacts, now: Instant): string {
  const called = calls ? `${escalationText(calls)}. ` : '';
  const end = `. ${called}${incidentName(incident.number)}`;
  const known = calls ? [] : [cut(fact, 100), whoHasItSentence(incident)];
  const what = isOpen(incident) ? openText(incident, known, now) : overText(incident);
  return `${escapeWithin(what, LENGTHS.text - end.length)}${end}`;
}

function openText(incident: Incident, known: readonly string[], now: Instant): string {
  const { word } = stateOf(incident, now);
  const title = cut(headlineOf(incident), LENGTHS.title);
  const { mute } = incident;
  if (mute && isMuted(incident, now)) {
    const why = mute.reason === '' ? '' : `. Reason: ${firstLine(mute.reason, LENGTHS.value)}`;
    return `${word} by ${who(mute.by)}: ${title}${why}`;
  }
  if (incident.flapping && modifierOf(incident, now) === 'flapping') {
    const times = count(incident.flapping.changes, 'time');
    return `${word}: ${title}. On and off ${times}. No calls until it is steady`;
  }
  return [`${word}: ${title}`, ...known.filter((part) => part !== '')].join('. ');
}

function overText(incident: Incident): string {
  const { resolution, openedAt } = incident;
  const title = cut(headlineOf(incident), LENGTHS.title);
  if (!resolution) return `Resolved: ${title}`;
  const span = duration(between(openedAt, resolution.at));
  const note = resolution.note === '' ? '' : `: ${firstLine(resolution.note, LENGTHS.value)}`;
  if (resolution.how !== 'person') return `Resolved by itself after ${span}: ${title}`;
  return `Resolved after ${span}: ${title}. By ${who(resolution.by)}${note}`;
}
