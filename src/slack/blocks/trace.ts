import type { RichTextElement, RichTextList } from '@slack/types';
import type { TraceLine, TracePart } from '../../domain/trace.ts';
import { cut, cutPart, LENGTHS } from './cut.ts';
import { code, moment, numbered, text } from './elements.ts';
import { count, SECONDS, utc } from './words.ts';

/** More sentences than anybody reads; so many have room in one message. */
const SHOWN = 30;
/** What one sentence may take. */
const SENTENCE = 280;

/** A decision trace as numbered sentences, each with its reason's own word. */
export function traceList(lines: readonly TraceLine[]): RichTextList {
  const more = lines.length - SHOWN;
  const rest = more > 0 ? [[text(`and ${count(more, 'more', 'more')}`)]] : [];
  return numbered([...lines.slice(0, SHOWN).map(elementsOf), ...rest]);
}

/** A sentence of a decision trace as text. */
export function traceSentence({ parts }: TraceLine): string {
  const words = parts.map((part) => {
    if (typeof part === 'string') return part;
    return 'code' in part ? part.code.slice(0, SENTENCE) : utc(part.at, SECONDS);
  });
  return cut(words.join(''), SENTENCE);
}

function elementsOf({ parts, reason }: TraceLine): readonly RichTextElement[] {
  let room = SENTENCE;
  const shown: RichTextElement[] = [];
  for (const part of parts) {
    if (room <= 0) break;
    shown.push(element(part, room));
    room -= lengthOf(part);
  }
  return reason === null ? shown : [...shown, text(' '), code(cut(reason, LENGTHS.value))];
}

function element(part: TracePart, room: number): RichTextElement {
  if (typeof part === 'string') return text(cutPart(part, room));
  if ('at' in part) return moment(part.at, SECONDS);
  return code(cut(part.code, Math.min(LENGTHS.title, room)));
}

function lengthOf(part: TracePart): number {
  if (typeof part === 'string') return part.length;
  return 'at' in part ? SECONDS.length : part.code.length;
}
