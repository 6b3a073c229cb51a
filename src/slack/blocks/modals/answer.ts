import type { ModalView } from '@slack/types';
import type { MessageBody } from '../message.ts';
import { modal } from './form.ts';

/** The `callback_id` of an answer to a click in the Home. */
export const HOME_ANSWER = 'home.answer';

/** An answer to a click where Slack has no message that one person alone could see: in the Home. */
export function answerModal({ blocks }: MessageBody): ModalView {
  return modal({ id: HOME_ANSWER, title: 'Quell', blocks });
}
