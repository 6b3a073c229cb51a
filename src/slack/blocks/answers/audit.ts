import type { RichTextElement } from '@slack/types';
import type { Instant } from '../../../domain/time.ts';
import { cut, firstLine, LENGTHS } from '../cut.ts';
import { bold, bullets, code, lines, moment, rich, text } from '../elements.ts';
import { plain } from '../escape.ts';
import { section, shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { count, FULL, formatNear, incidentName } from '../words.ts';

/** An alert that came in, and what became of it. */
export interface AuditedAlert {
  readonly at: Instant;
  readonly title: string;
  /** As people write them: `service="db" env="prod"`; empty where it has none. */
  readonly labels: string;
  /** The reason's own word, from the closed lists. */
  readonly reason: string;
  /** Why it never became a card, or what it became. */
  readonly sentence: string;
  /** The incident's number; null: it has none. */
  readonly incident: number | null;
}

/** As many as one message has room for. */
const SHOWN = 20;

/** The alerts that a query found; the query is as a person typed it, empty for all of late. */
export function auditAnswer(query: string, found: readonly AuditedAlert[]): MessageBody {
  const typed = firstLine(query, LENGTHS.value);
  const behind = typed === '' ? '' : ` for “${typed}”`;
  if (found.length === 0) return none(typed);
  const head = count(found.length, 'alert');
  const shown = found.slice(0, SHOWN);
  const more = found.length - shown.length;
  const rest = more > 0 ? [[text(`and ${count(more, 'more', 'more')}`)]] : [];
  return {
    text: shortText(`${head}${behind}. ${shown.map(inWords).join('. ')}.`),
    blocks: [
      section(`*${head}*${plain(behind)}`),
      rich(bullets([...shown.map((alert, place) => row(alert, shown[place - 1])), ...rest])),
    ],
  };
}

function none(typed: string): MessageBody {
  const what = typed === '' ? 'No alert came in.' : `No alert matches “${typed}”.`;
  const advice =
    'Part of a title, a label’s value, or a time such as 14:05, yesterday or 10 minutes ago finds alerts.';
  return {
    text: shortText(`${what} ${advice}`),
    blocks: [section(`${plain(what)} ${advice}`)],
  };
}

function row(
  { at, title, labels, reason, sentence, incident }: AuditedAlert,
  before: AuditedAlert | undefined,
): readonly RichTextElement[] {
  const shown = cut(labels, LENGTHS.title);
  const isNamed = incident === null || sentence.includes(incidentName(incident));
  const name = isNamed ? '' : `, ${incidentName(incident)}`;
  return lines(
    [
      moment(at, before ? formatNear(at, before.at) : FULL),
      text(' · '),
      bold(titled(title)),
      ...(shown === '' ? [] : [text(' '), code(shown)]),
    ],
    [code(cut(reason, LENGTHS.value)), text(` ${firstLine(sentence, LENGTHS.fact)}${name}`)],
  ).elements;
}

function inWords({ title, sentence }: AuditedAlert): string {
  return `${titled(title)}: ${firstLine(sentence, LENGTHS.fact)}`;
}

function titled(title: string): string {
  return firstLine(title, LENGTHS.value) || 'Without a title';
}
