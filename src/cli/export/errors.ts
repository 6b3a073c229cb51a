import { askForLines, type BotApi } from '../bot/api.ts';
import { BotFault } from '../bot/bot-fault.ts';
import type { Console } from '../command.ts';
import type { ErrorsAsked } from './arguments.ts';
import type { Outlet } from './outlet.ts';

/** Where the lines go, and where people are told how far it is. */
interface Ends {
  readonly outlet: Outlet;
  readonly console: Console;
}

/** Writes the events that are kept as JSON lines, as they come from the bot. */
export async function exportErrors(
  asked: ErrorsAsked,
  bot: BotApi,
  { outlet, console }: Ends,
): Promise<void> {
  const told = progressOn(console, process.stderr.isTTY);
  const chunks = await askForLines(pathFor(asked), bot);
  await outlet.write('');
  const decoder = new TextDecoder();
  try {
    for await (const chunk of whole(chunks, told)) {
      const text = decoder.decode(chunk, { stream: true });
      await outlet.write(text);
      told.more(text.split('\n').length - 1);
    }
  } finally {
    await outlet.close();
  }
  told.end(outlet.name);
}

function pathFor({ project, since, query }: ErrorsAsked): string {
  const asked = new URLSearchParams({ format: 'jsonl' });
  for (const [name, value] of Object.entries({ project, since, q: query })) {
    if (value !== undefined) asked.set(name, value);
  }
  return `/api/v1/events?${asked}`;
}

async function* whole(
  chunks: AsyncIterable<Uint8Array>,
  { count }: Progress,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw new BotFault(`The bot broke off after ${eventsIn(count())}. Export again.`, error);
  }
}

/** How far it is, for people at a terminal; pipes and logs hear nothing of it. */
interface Progress {
  count(): number;
  more(events: number): void;
  /** It is all in that file; null: where people see it themselves. */
  end(name: string | null): void;
}

function progressOn(console: Console, isTerminal: boolean): Progress {
  let count = 0;
  const say = (text: string) => {
    if (isTerminal) console.err(text);
  };
  return {
    count: () => count,
    more(events) {
      count += events;
      say(`\r${eventsIn(count)}`);
    },
    end: (name) => say(`\r${eventsIn(count)}${name === null ? '' : ` in ${name}`}.\n`),
  };
}

function eventsIn(count: number): string {
  return count === 1 ? '1 event' : `${count.toLocaleString('en-GB')} events`;
}
