import type { Notice } from '../../../domain/notice.ts';
import type { Silence } from '../../../domain/silence.ts';
import { context } from '../elements.ts';
import type { MessageBody, SurfaceContext } from '../message.ts';
import { reportMessage } from '../report/message.ts';
import { channelCall } from './channel-call.ts';
import { losses } from './losses.ts';
import { moved } from './moved.ts';
import { silenceEnding } from './silence-ending.ts';
import { silenceOver } from './silence-over.ts';
import { silentSource } from './silent-source.ts';

/** A message that belongs to no incident; `silence` is the one that it is about, as far as it is still kept. */
export function noticeMessage(
  { id, at, content }: Notice,
  silence: Silence | null,
  surface: SurfaceContext,
): MessageBody {
  switch (content.kind) {
    case 'report':
      return reportMessage(content.report, id);
    case 'call':
      return channelCall(content);
    case 'silent-source':
      return silentSource(content, at);
    case 'moved':
      return moved(content);
    case 'losses':
      return losses(content, at);
    case 'silence-ending':
      return silence ? silenceEnding(silence, surface) : unknown('A silence ends soon.');
    case 'silence-over':
      return silence ? silenceOver(silence) : unknown('A silence is over.');
  }
}

function unknown(text: string): MessageBody {
  return { text, blocks: [context(text)] };
}
