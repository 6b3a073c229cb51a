import type { RichTextElement } from '@slack/types';
import type { Happening, TimelineEntry } from '../../../domain/timeline.ts';
import { firstLine, LENGTHS } from '../cut.ts';
import { context, emoji, lines, rich, text } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { SEVERITY_MARK } from '../state.ts';
import type { ThreadContext } from '../thread.ts';
import { CLOCK, capital, count, dateToken, incidentName } from '../words.ts';

/** As many as one reply has room for; a longer list names the first of them and counts the rest. */
const NAMED_IN_REPLY = 50;

type Named = Extract<Happening, { kind: 'named' }>;

/** A reply in a storm's thread: the incidents whose cards wait, one a line. */
export function stormReply(
  entries: readonly TimelineEntry[],
  { late }: Pick<ThreadContext, 'late'>,
): MessageBody {
  const [first] = entries;
  if (!first) throw new Error('A reply needs an entry.');
  const named = entries.flatMap(({ what }) => (what.kind === 'named' ? [what] : []));
  const shown = named.slice(0, NAMED_IN_REPLY);
  const more = named.length - shown.length;
  const rest = more > 0 ? [[text(`and ${count(more, 'more', 'more')}`)]] : [];
  const waits = count(named.length, 'card waits', 'cards wait');
  return {
    text: shortText(`${capital(waits)}: ${shown.map(words).join(', ')}.`),
    blocks: [
      rich(lines(...shown.map(row), ...rest)),
      ...(late ? [context(dateToken(first.at, CLOCK))] : []),
    ],
  };
}

function row(named: Named): readonly RichTextElement[] {
  return [emoji(SEVERITY_MARK[named.severity]), text(` ${words(named)}`)];
}

function words({ number, severity, title }: Named): string {
  return `${incidentName(number)} ${capital(severity)} ${firstLine(title, LENGTHS.value)}`;
}
