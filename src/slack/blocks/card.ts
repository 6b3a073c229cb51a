import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { TrackedAlert } from '../../domain/alert.ts';
import type { ErrorStory } from '../../domain/error-group.ts';
import { type Incident, isMuted, isOpen, type Mute } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import { cardButtons } from './buttons.ts';
import { grey } from './card-grey.ts';
import { isMerged, mergedCard } from './card-merged.ts';
import { type CardFacts, cardText } from './card-text.ts';
import { cardTitle } from './card-title.ts';
import { firstLine, LENGTHS } from './cut.ts';
import { bold, emoji, lines, moment, rich, text } from './elements.ts';
import { errorLines, hourLine } from './errors/card-lines.ts';
import { ignoreLine } from './errors/ignore-words.ts';
import { type EscalationShown, escalationLine, tellsOfCalls } from './escalation.ts';
import { factOf } from './fact.ts';
import type { MessageBody, SurfaceContext } from './message.ts';
import { who } from './names.ts';
import { modifierOf, stateOf } from './state.ts';
import { count, formatNear } from './words.ts';

/** What a card is drawn from besides the incident and its alerts. */
export interface CardMore {
  readonly escalation?: EscalationShown | null;
  /** Null: it is of monitors or people. */
  readonly error?: ErrorStory | null;
}

/** The one message of an incident: how bad, what, what exactly, who has it, and what can be done. */
export function card(
  incident: Incident,
  alerts: readonly TrackedAlert[],
  surface: SurfaceContext,
  { escalation = null, error = null }: CardMore = {},
): MessageBody {
  const { now } = surface;
  const calls = tellsOfCalls(incident, now) ? escalation : null;
  const shown = { incident, fact: factOf(incident, alerts), calls, error };
  const buttons = cardButtons(incident, error, now);
  if (isMerged(incident)) return mergedCard(incident, error, { surface, buttons });
  return {
    text: cardText(shown, now),
    blocks: [head(shown, now), grey(shown, surface), buttons],
  };
}

function head(shown: CardFacts, now: Instant): RichTextBlock {
  const { incident, calls } = shown;
  const { mark, word } = stateOf(incident, now);
  const title = cardTitle(incident, shown.error !== null);
  return rich(
    lines(
      [emoji(mark), text(` ${word} · `), isOpen(incident) ? bold(title) : text(title)],
      ...middleLines(shown, now),
      calls ? escalationLine(calls, incident) : [],
    ),
  );
}

function middleLines(
  { incident, fact, error }: CardFacts,
  now: Instant,
): readonly (readonly RichTextElement[])[] {
  if (!isOpen(incident)) return [];
  if (incident.mute && isMuted(incident, now)) {
    const counted = error ? hourLine(error, incident, now) : [];
    return [muteLine(incident, incident.mute, now), counted];
  }
  if (modifierOf(incident, now) === 'flapping') return [flappingLine(incident)];
  if (error) return errorLines(error, incident, now);
  return fact === '' ? [] : [[text(fact)]];
}

function muteLine(incident: Incident, mute: Mute, now: Instant): readonly RichTextElement[] {
  if (mute.ignores) return ignoreLine(incident, mute, now);
  const { until, by, reason } = mute;
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
