import type { RichTextElement } from '@slack/types';
import { formatMatcher } from '../../../domain/matcher.ts';
import { type Silence, silenceState } from '../../../domain/silence.ts';
import type { Instant } from '../../../domain/time.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { bullets, code, context, moment, rich, text } from '../elements.ts';
import { codeSpan, section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { count, formatNear } from '../words.ts';

const SHOWN = 20;
/** As much of an id as people type. */
const ID = 8;

/** The silences in force and to come: what they hide, until when, by whom and why. */
export function silencesAnswer(silences: readonly Silence[], { now }: SurfaceContext): MessageBody {
  const [first] = silences;
  if (!first) return none();
  const shown = silences.slice(0, SHOWN);
  const more = silences.length - shown.length;
  const head = count(silences.length, 'silence');
  const rest: readonly RichTextElement[][] = more > 0 ? [[text(`and ${more} more`)]] : [];
  return {
    text: shortText(`${head}. ${shown.map(sentence).join('. ')}.`),
    blocks: [
      section(`*${head}*`),
      rich(bullets([...shown.map((silence) => row(silence, now)), ...rest])),
      context(`${codeSpan(`/incident unsilence ${shortId(first)}`)} ends one`),
    ],
  };
}

function none(): MessageBody {
  const text = 'No silences.';
  const example = codeSpan('/incident silence service=db 2h backup');
  return { text, blocks: [section(`${text} ${example} makes one.`)] };
}

function row(silence: Silence, now: Instant): readonly RichTextElement[] {
  const { startsAt, endsAt, author, reason } = silence;
  const why = reason.trim() === '' ? '' : `: ${firstLine(reason, LENGTHS.value)}`;
  const by = author.trim() === '' ? '' : ` by ${cut(author, LENGTHS.value)}`;
  const from =
    silenceState(silence, now) === 'pending'
      ? [text(' from '), moment(startsAt, formatNear(startsAt, now))]
      : [];
  return [
    code(shortId(silence)),
    text(' '),
    code(whatOf(silence)),
    ...from,
    text(' until '),
    moment(endsAt, formatNear(endsAt, now)),
    ...(by || why ? [text(`${by}${why}`)] : []),
  ];
}

function sentence(silence: Silence): string {
  return `${shortId(silence)} ${whatOf(silence)}`;
}

function shortId({ id }: Silence): string {
  return id.slice(0, ID);
}

function whatOf({ matchers }: Silence): string {
  return cut(matchers.map(formatMatcher).join(', '), LENGTHS.title);
}
