import type { RichTextElement } from '@slack/types';
import type { ErrorEvent } from '../../../domain/error-event.ts';
import type { ErrorSample } from '../../../domain/error-group.ts';
import { errorTitle } from '../../../domain/error-text.ts';
import { type Incident, titleOf } from '../../../domain/incident.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { bullets, code, lines, moment, rich, text } from '../elements.ts';
import { duringWhat, userName } from '../errors/facts.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { FULL, formatNear, incidentName } from '../words.ts';
import { moreButton } from './errors.ts';

/** A page of an error's events. */
export interface ErrorEvents {
  readonly incident: Incident;
  readonly samples: readonly ErrorSample[];
  /** What the button for the next page carries; null: that was the last one. */
  readonly next: string | null;
}

/** The events of an error that are kept, the newest first. */
export function errorEventsAnswer({ incident, samples, next }: ErrorEvents): MessageBody {
  const title = `${incidentName(incident.number)} ${cut(titleOf(incident), LENGTHS.title)}`;
  if (samples.length === 0) {
    const none = `No events of ${title} are kept.`;
    return { text: shortText(none), blocks: [section(plain(none))] };
  }
  const said = samples.map(({ event }) => `${errorTitle(event)}, ${factsOf(event).join(', ')}`);
  return {
    text: shortText(`Events of ${title}. ${said.join('. ')}.`),
    blocks: [
      section(`*Events of ${plain(title)}*, the newest first`),
      rich(bullets(samples.map((sample, place) => row(sample, samples[place - 1])))),
      ...(next === null ? [] : [moreButton(next)]),
    ],
  };
}

function row(
  { receivedAt, event, keepsake }: ErrorSample,
  before: ErrorSample | undefined,
): readonly RichTextElement[] {
  const kept = keepsake === null ? '' : `, ${KEPT[keepsake]}`;
  const facts = factsOf(event).flatMap((fact) => [text(' '), code(fact)]);
  return lines(
    [
      moment(receivedAt, before ? formatNear(receivedAt, before.receivedAt) : FULL),
      text(` ${firstLine(errorTitle(event), LENGTHS.title)}${kept}`),
    ],
    facts.slice(1),
  ).elements;
}

const KEPT = {
  first: 'the first of all',
  regression: 'the first after it was resolved',
  unignored: 'the one that ended the ignoring',
} as const;

/** Where it happened and to whom. */
function factsOf(event: ErrorEvent): readonly string[] {
  const { environment, release, server, id } = event;
  return [environment, release, duringWhat(event), userName(event), server, id]
    .map((fact) => firstLine(fact, LENGTHS.value))
    .filter((fact) => fact !== '');
}
