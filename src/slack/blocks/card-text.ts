import type { ErrorStory } from '../../domain/error-group.ts';
import { type Incident, isMuted, isOpen, type Mute } from '../../domain/incident.ts';
import { between, type Instant } from '../../domain/time.ts';
import { cardTitle } from './card-title.ts';
import { cut, firstLine, LENGTHS } from './cut.ts';
import { errorSentences } from './errors/card-lines.ts';
import { untilWords } from './errors/ignore-words.ts';
import { type EscalationShown, escalationText } from './escalation.ts';
import { escapeWithin } from './mark-up.ts';
import { who } from './names.ts';
import { isSomebodys, modifierOf, stateOf, whoHasItSentence } from './state.ts';
import { capital, count, duration, incidentName } from './words.ts';

/** What a card is drawn from. */
export interface CardFacts {
  readonly incident: Incident;
  readonly fact: string;
  /** Null: nobody was called, or nobody is to be any more. */
  readonly calls: EscalationShown | null;
  /** Null: it is of monitors or people. */
  readonly error: ErrorStory | null;
}

/** What a lock screen, search and a screen reader get: a sentence of its own. */
export function cardText(shown: CardFacts, now: Instant): string {
  const { incident, calls } = shown;
  const called = calls ? `${escalationText(calls)}. ` : '';
  const end = `. ${called}${incidentName(incident.number)}`;
  const what = isOpen(incident) ? openText(shown, now) : overText(shown);
  return `${escapeWithin(what, LENGTHS.text - end.length)}${end}`;
}

function openText(shown: CardFacts, now: Instant): string {
  const { incident } = shown;
  const { word } = stateOf(incident, now);
  const title = titleIn(shown);
  const { mute, flapping } = incident;
  if (mute && isMuted(incident, now)) {
    return `${word} by ${who(mute.by)}: ${title}${hiddenWords(incident, mute)}${whoHasHidden(incident)}`;
  }
  if (flapping && modifierOf(incident, now) === 'flapping') {
    const times = count(flapping.changes, 'time');
    return `${word}: ${title}. On and off ${times}. No calls until it is steady`;
  }
  const { where, known } = knownOf(shown, now);
  return [`${word}: ${title}${where}`, ...known.filter((part) => part !== '')].join('. ');
}

/** What exactly, and who has it; while people are called for it that says more. */
function knownOf(
  { incident, fact, calls, error }: CardFacts,
  now: Instant,
): ReturnType<typeof errorSentences> {
  const has = calls ? [] : [whoHasItSentence(incident)];
  if (!error) return { where: '', known: calls ? [] : [cut(fact, 100), ...has] };
  const { where, known } = errorSentences(error, incident, now);
  return { where, known: [...known, ...has] };
}

function hiddenWords(incident: Incident, { ignores, until, early, reason }: Mute): string {
  const end = ignores && until === null ? `. ${capital(untilWords(incident, early))}` : '';
  return `${end}${reason === '' ? '' : `. Reason: ${firstLine(reason, LENGTHS.value)}`}`;
}

/** Who has what is muted, where somebody does. */
function whoHasHidden(incident: Incident): string {
  return isSomebodys(incident) ? `. ${whoHasItSentence(incident)}` : '';
}

function overText(shown: CardFacts): string {
  const { resolution, openedAt } = shown.incident;
  const title = titleIn(shown);
  if (!resolution) return `Resolved: ${title}`;
  const span = duration(between(openedAt, resolution.at));
  const note = resolution.note === '' ? '' : `: ${firstLine(resolution.note, LENGTHS.value)}`;
  if (resolution.how !== 'person') return `Resolved by itself after ${span}: ${title}`;
  return `Resolved after ${span}: ${title}. By ${who(resolution.by)}${note}`;
}

function titleIn({ incident, error }: CardFacts): string {
  return cardTitle(incident, error !== null);
}
