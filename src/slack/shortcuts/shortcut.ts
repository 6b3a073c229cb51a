import type { MessageShortcut } from '@slack/bolt';
import type { Asker } from '../asker.ts';
import type { Desk } from '../desk.ts';

/** An entry in the menu of a message. Add one by writing a file here and listing it in `index.ts`. */
export interface SlackShortcut {
  /** Slack's `callback_id`. */
  readonly id: string;
  run(message: MessageShortcut['message'], asker: Asker, desk: Desk): Promise<void>;
}
