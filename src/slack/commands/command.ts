import type { Asker } from '../asker.ts';
import type { MessageBody } from '../blocks/message.ts';
import type { Desk } from '../desk.ts';

/** What a person typed behind the name of a subcommand. */
export interface Call {
  readonly asker: Asker;
  /** As Slack hands it on: mentions, links and `& < >` in its mark-up. */
  readonly words: string;
  /** The incident in whose thread it was typed, where that is known. */
  readonly here: number | null;
}

/** A subcommand of `/incident`. Add one by writing a file here and listing it in `index.ts`. */
export interface Subcommand {
  readonly name: string;
  /** Other words for it that people try. */
  readonly also: readonly string[];
  /** A whole command that works, without `/incident`. */
  readonly example: string;
  /** Answers what only the person who asked sees; null where a modal opened instead. */
  run(call: Call, desk: Desk): Promise<MessageBody | null>;
}
