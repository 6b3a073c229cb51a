import type { z } from 'zod';
import type { Asker } from '../asker.ts';
import type { Desk } from '../desk.ts';

/** Where an event happened, and through whom. */
export interface Scene {
  readonly userId: string;
  readonly channelId: string;
  readonly threadTs: string | null;
}

/** What an event sets off. */
export interface Happened {
  readonly scene: Scene;
  run(asker: Asker, desk: Desk): Promise<void>;
}

/** Something in Slack that we listen to. Add one by writing a file here and listing it in `index.ts`. */
export interface SlackEvent {
  /** As Slack's Events API calls it. */
  readonly name: string;
  /** What it sets off; null when it is none of ours, such as another reaction. */
  read(event: unknown): Happened | null;
}

/** An event by its name, the fields of it that matter, and what it sets off. */
export function defineEvent<Fields>(
  name: string,
  fields: z.ZodType<Fields>,
  happened: (fields: Fields) => Happened,
): SlackEvent {
  return {
    name,
    read(event) {
      const read = fields.safeParse(event);
      return read.success ? happened(read.data) : null;
    },
  };
}
