import { type Incident, isOpen, wasTold } from '../../domain/incident.ts';
import { type Instant, minutes, plus, seconds } from '../../domain/time.ts';
import type { Draft } from '../draft.ts';
import { redrawAll } from '../record.ts';
import { countsUntil, MINUTES } from './counts.ts';
import { groupOf } from './home-group.ts';
import { spiking } from './spiking.ts';

/** Each of the first events is news on the card. */
const FIRST = 10;
/** Later ones are, when there are so many times more. */
const TIMES = 1.1;
/** Otherwise it is drawn this often at most. */
const PAUSE = seconds(30);
/** An hour's counts are of six minutes each: as often they are others, also when nothing comes. */
const PULSE = minutes(6);

/** One more event was counted. */
export interface Counted {
  /** How many there are now. */
  readonly events: number;
  /** When the one before came. */
  readonly lastAt: Instant;
}

/** Draws the card anew if what was counted matters; else it follows soon. */
export function drawCounts(
  draft: Draft,
  incident: Incident,
  { events, lastAt }: Counted,
  now: Instant,
): void {
  const { error } = incident;
  // What is drawn at this very moment shows the event already.
  if (!error || error.drawnAt === now || !hasLiveCard(incident)) return;
  const isIgnored = incident.mute?.ignores === true;
  if (!isIgnored && isWorthDrawing(events, error.drawnAt, now)) {
    draft.putIncident(drawn(incident, now));
    watchPulse(draft, incident, now);
  } else if (lastAt <= error.drawnAt) {
    // The first that is not drawn: those after it are drawn with it.
    const at = plus(error.drawnAt, isIgnored ? PULSE : PAUSE);
    draft.setTimer({ kind: 'pulse', subject: incident.id, at });
  }
}

/** Whether people would miss this event on a card that was drawn then. */
export function isWorthDrawing(events: number, drawnAt: Instant, now: Instant): boolean {
  return events <= FIRST || isStep(events) || now >= plus(drawnAt, PAUSE);
}

function isStep(events: number): boolean {
  const stepOf = (count: number) => Math.floor(Math.log(count) / Math.log(TIMES));
  return stepOf(events) > stepOf(events - 1);
}

/** The last hour is another one by now. */
export function pulse(draft: Draft, incident: Incident, at: Instant): void {
  const known = groupOf(draft, incident);
  if (!incident.error || !known || !hasLiveCard(incident)) return;
  const { group } = spiking(known, at);
  if (group !== known) draft.errors.putGroup(group);
  const error = { ...incident.error, spikingSince: group.spikingSince };
  draft.putIncident(drawn({ ...incident, error }, at));
  if (countsUntil(group.minutes, at, MINUTES).some((count) => count > 0)) {
    watchPulse(draft, incident, at);
  }
}

/** Has the counts on its card drawn anew before they are of an hour that is over. */
export function watchPulse(draft: Draft, incident: Incident, from: Instant): void {
  if (!incident.error || !hasLiveCard(incident)) return;
  draft.setTimer({ kind: 'pulse', subject: incident.id, at: plus(from, PULSE) });
}

function drawn(incident: Incident, at: Instant): Incident {
  const { error } = incident;
  return redrawAll(error ? { ...incident, error: { ...error, drawnAt: at } } : incident);
}

/** The card of what is over stays as it was last seen. */
function hasLiveCard(incident: Incident): boolean {
  return wasTold(incident) && isOpen(incident);
}
