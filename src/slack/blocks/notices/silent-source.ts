import type { NoticeContent } from '../../../domain/notice.ts';
import { between, type Instant } from '../../../domain/time.ts';
import { cut, LENGTHS } from '../cut.ts';
import { bold, context, lines, moment, rich, text } from '../elements.ts';
import { shortText } from '../mark-up.ts';
import type { MessageBody } from '../message.ts';
import { duration, formatNear, utc } from '../words.ts';

type SilentSource = Extract<NoticeContent, { kind: 'silent-source' }>;

/** A source fell silent, as it was told at `toldAt`; or it is back. */
export function silentSource(content: SilentSource, toldAt: Instant): MessageBody {
  const { source, since, back } = content;
  const name = cut(source, LENGTHS.fact);
  return back === null ? silent(name, content, toldAt) : isBack(name, since, back);
}

const REMEDY = 'Look at its configuration or its network. (Quell tells this once.)';

function silent(name: string, { since, longestPause }: SilentSource, toldAt: Instant): MessageBody {
  const pause = duration(between(since, toldAt));
  const what = `no alert was heard from it for ${pause}; it usually sends one at least every ${duration(longestPause)}.`;
  return {
    text: shortText(`${name} fell silent: ${what} ${REMEDY}`),
    blocks: [rich(lines([bold(`${name} fell silent`), text(`: ${what}`)])), context(REMEDY)],
  };
}

function isBack(name: string, since: Instant, back: Instant): MessageBody {
  const format = formatNear(back, since);
  const again = 'it spoke again at ';
  const after = `, after ${duration(between(since, back))} of silence.`;
  return {
    text: shortText(`${name} is back: ${again}${utc(back, format)}${after}`),
    blocks: [
      rich(lines([bold(`${name} is back`), text(`: ${again}`), moment(back, format), text(after)])),
    ],
  };
}
