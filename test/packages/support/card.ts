import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const State = z.object({
  messages: z.array(z.object({ text: z.string(), blocks: z.array(z.unknown()) })),
});

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 50;

/** Waits for the card with these words in the sandbox; answers its text. */
export async function cardWith(words: string, sandboxUrl: string): Promise<string> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const answer = await fetch(`${sandboxUrl}/control/state`, { signal: late });
    const { messages } = State.parse(await answer.json());
    const card = messages.find(({ text, blocks }) => blocks.length > 0 && text.includes(words));
    if (card) return card.text;
    await wait(LOOK_EVERY_MS, undefined, { signal: late });
  }
}

/** Where the sandbox and the doors are, by the start banner, and the line that makes the first incident. */
export interface Banner {
  readonly sandboxUrl: string;
  readonly url: string;
  /** As it stands; it is a command of ours where the key is in .env. */
  readonly first: string;
}

/** All of the start banner: the last line of it is there. */
export const WHOLE_BANNER = /^[\s\S]*Ctrl\+C stops Quell\.\n/;

/** Reads the start banner. */
export function readBanner(text: string): Banner {
  const found = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  return {
    sandboxUrl: found(/^ {2}Slack +(\S+)/m),
    url: found(/^ {2}Alerts +(\S+)/m),
    first: found(/^((?:curl|npx quell|quell) (?:.*\\\n)*.*)$/m),
  };
}
