import { askForLines, type BotApi } from '../bot/api.ts';
import { BotFault } from '../bot/bot-fault.ts';
import type { Console } from '../command.ts';
import { type Progress, progressOn, readable } from '../progress.ts';
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
  const events = counter(progressOn(console, process.stderr.isTTY));
  const chunks = await askForLines(pathFor(asked), bot);
  await outlet.write('');
  const decoder = new TextDecoder();
  try {
    for await (const chunk of whole(chunks, events)) {
      const text = decoder.decode(chunk, { stream: true });
      await outlet.write(text);
      events.more(text.split('\n').length - 1);
    }
  } finally {
    await outlet.close();
  }
  events.end(outlet.name);
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
  { count }: Events,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw new BotFault(`The bot broke off after ${eventsIn(count())}. Export again.`, error);
  }
}

/** How many events came. */
interface Events {
  count(): number;
  more(events: number): void;
  /** It is all in that file; null: where people see it themselves. */
  end(name: string | null): void;
}

function counter(progress: Progress): Events {
  let count = 0;
  return {
    count: () => count,
    more(events) {
      count += events;
      progress.tell(eventsIn(count));
    },
    end: (name) => progress.end(`${eventsIn(count)}${name === null ? '' : ` in ${name}`}.`),
  };
}

function eventsIn(count: number): string {
  return count === 1 ? '1 event' : `${readable(count)} events`;
}
