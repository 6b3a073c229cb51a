import type { RichTextElement } from '@slack/types';
import type { Silence } from '../../../domain/silence.ts';
import { bullets, context, rich, text } from '../elements.ts';
import { codeSpan, section, shortText } from '../mark-up.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { hiddenBy, shortId } from '../silence-words.ts';
import { count } from '../words.ts';
import { silenceRow } from './silence-row.ts';

const SHOWN = 20;

/** The silences and planned work in force and to come: what they hide, until when, by whom and why. */
export function silencesAnswer(silences: readonly Silence[], { now }: SurfaceContext): MessageBody {
  const [first] = silences;
  if (!first) return none();
  const shown = silences.slice(0, SHOWN);
  const more = silences.length - shown.length;
  const head = headline(silences);
  const rest: readonly RichTextElement[][] = more > 0 ? [[text(`and ${more} more`)]] : [];
  return {
    text: shortText(`${head}. ${shown.map(sentence).join('. ')}.`),
    blocks: [
      section(`*${head}*`),
      rich(bullets([...shown.map((silence) => silenceRow(silence, now)), ...rest])),
      context(`${codeSpan(`/incident unsilence ${shortId(first)}`)} ends one`),
    ],
  };
}

function headline(silences: readonly Silence[]): string {
  const planned = silences.filter(({ kind }) => kind === 'maintenance').length;
  const others = silences.length - planned;
  const parts = [
    ...(others > 0 ? [count(others, 'silence')] : []),
    ...(planned > 0 ? [count(planned, 'maintenance', 'maintenances')] : []),
  ];
  return parts.join(', ');
}

function none(): MessageBody {
  const text = 'No silences.';
  const example = codeSpan('/incident silence service=db 2h backup');
  return { text, blocks: [section(`${text} ${example} makes one.`)] };
}

function sentence(silence: Silence): string {
  const kind = silence.kind === 'maintenance' ? 'maintenance ' : '';
  return `${shortId(silence)} ${kind}${hiddenBy(silence)}`;
}
