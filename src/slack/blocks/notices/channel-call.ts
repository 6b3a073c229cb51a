import type { NoticeContent } from '../../../domain/notice.ts';
import { cut, LENGTHS } from '../cut.ts';
import { bold, context, emoji, lines, rich, text } from '../elements.ts';
import { plain } from '../escape.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { SEVERITY_MARK } from '../state.ts';
import { capital, duration, incidentName } from '../words.ts';

type ChannelCall = Extract<NoticeContent, { kind: 'call' }>;

/** An escalation step to another channel: what nobody has, for how long, and where its card is. */
export function channelCall({
  number,
  title,
  severity,
  channel,
  waited,
}: ChannelCall): MessageBody {
  const what = cut(title, LENGTHS.title);
  const nobody = `Nobody has had this for ${duration(waited)}`;
  const word = capital(severity);
  const name = incidentName(number);
  return {
    text: shortText(`${word}: ${what}. ${nobody}. ${name} in ${channel}`),
    blocks: [
      rich(
        lines([emoji(SEVERITY_MARK[severity]), text(` ${word} · `), bold(what)], [text(nobody)]),
      ),
      context(`${name} · its card is in ${plain(channel)}`),
    ],
  };
}
