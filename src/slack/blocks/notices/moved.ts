import type { RichTextElement } from '@slack/types';
import type { MovedIncident, NoticeContent } from '../../../domain/notice.ts';
import { moreRow } from '../answers/incident-rows.ts';
import { cut, LENGTHS } from '../cut.ts';
import { bold, context, emoji, lines, rich, text } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { SEVERITY_MARK } from '../state.ts';
import { capital, count, incidentName } from '../words.ts';

type Moved = Extract<NoticeContent, { kind: 'moved' }>;

/** Open incidents that moved here from another workspace, and whose cards wait for their next news. */
export function moved({ came, waiting, first }: Moved): MessageBody {
  const head = count(waiting, `${came > 0 ? 'more ' : ''}open incident`);
  const why = `told in another workspace so far. ${waiting === 1 ? 'Its card comes' : 'Their cards come'} here with the next news`;
  return {
    text: shortText(`${head}, ${why}: ${first.map(words).join(', ')}.`),
    blocks: [
      rich(
        lines(
          [bold(head), text(`, ${why}.`)],
          ...first.map(row),
          ...moreRow(waiting - first.length),
        ),
      ),
      context(hint(first)),
    ],
  };
}

function hint([one]: readonly MovedIncident[]): string {
  const all = '`/incident list` shows all of them';
  return one ? `${all}; \`/incident show ${one.number}\` shows one with its buttons` : all;
}

function row(incident: MovedIncident): readonly RichTextElement[] {
  return [emoji(SEVERITY_MARK[incident.severity]), text(` ${words(incident)}`)];
}

function words({ number, severity, title, who }: MovedIncident): string {
  const name = who === null ? 'nobody' : `with ${cut(who, LENGTHS.value)}`;
  return `${incidentName(number)} ${capital(severity)} ${cut(title, LENGTHS.value)}, ${name}`;
}
