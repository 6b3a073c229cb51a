import type { ViewOutput } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import type { Desk } from '../desk.ts';

/** A menu that asks for its choices while somebody types. Add one by writing a file here and listing it in `index.ts`. */
export interface SlackMenu {
  /** Slack's `action_id`. */
  readonly id: string;
  /** The choices for what is typed so far, the best first; at most a hundred. */
  choices(typed: string, view: ViewOutput | null, desk: Desk): Promise<readonly PlainTextOption[]>;
}
