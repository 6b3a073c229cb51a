import { systemClock } from '../clock.ts';
import type { Alert } from '../domain/alert.ts';
import type { Instant } from '../domain/time.ts';
import { PayloadRejected, type Source } from '../sources/source.ts';
import type { Example } from '../try/example.ts';
import { call } from './bot/call.ts';
import { sayingFaults, sentence } from './bot/saying.ts';
import { type CliCommand, type Console, EXIT } from './command.ts';
import { later } from './later.ts';
import { type Asked, argumentsOf } from './send/arguments.ts';
import { becameOf } from './send/became.ts';
import { HELP } from './send/help.ts';
import { payloadFor } from './send/payload.ts';
import { play } from './send/play.ts';
import { sourceOf } from './send/post.ts';
import { requestFor } from './send/request.ts';
import { takenFrom } from './send/taken.ts';
import { type Target, targetOf } from './send/target.ts';
import { becameText, listText, takenText } from './send/text.ts';

/** `quell send`: a test alert, as one of the vendors would send it. */
export const send: CliCommand = {
  name: 'send',
  summary: 'sends a test alert, as one of the known tools would',
  help: HELP,
  async run(args, console) {
    const asked = argumentsOf(args);
    if ('fault' in asked) {
      console.err(sentence(`${asked.fault} See quell send --help.`));
      return EXIT.usage;
    }
    if (asked.list) {
      console.out(listText());
      return EXIT.well;
    }
    return sayingFaults(console, EXIT.fault, () => sendAsAsked(asked, console));
  },
};

async function sendAsAsked(asked: Asked, console: Console): Promise<number> {
  const target = targetOf(asked, console);
  if (asked.example) return playExample(asked.example, asked.resolve, { target, console });
  const now = systemClock.now();
  const payload = payloadFor(asked, now);
  const { source, project, resolve: isEnd } = asked;
  const { path, headers, body } = requestFor({
    source,
    payload,
    key: target.key,
    project,
    now,
    isEnd,
  });
  const url = `${target.url}${path}`;
  const answer = await call(url, { method: 'POST', headers, body });
  const [shown = url] = url.split('?');
  console.out(takenText(shown, takenFrom(answer, target)));
  // It is taken, whatever can be heard of it now.
  return sayingFaults(console, EXIT.well, () =>
    sayWhatBecame(payload, source, { target, console, since: now }),
  );
}

async function playExample(
  example: Example,
  isEnd: boolean,
  { target, console }: Omit<Saying, 'since'>,
): Promise<number> {
  const isTerminal = process.stdout.isTTY;
  const since = systemClock.now();
  const last = await play(example, isEnd, {
    target,
    console,
    isTerminal,
    clock: systemClock,
    after: later,
  });
  // What became of it says that it was taken, too.
  if (!last || target.apiToken === null) console.out(sentence('It was taken.'));
  if (!last) return EXIT.well;
  return sayingFaults(console, EXIT.well, () =>
    sayWhatBecame(last.payload, sourceOf(last.as), { target, console, since }),
  );
}

interface Saying {
  readonly target: Target;
  readonly console: Console;
  /** When it began to be sent. */
  readonly since: Instant;
}

async function sayWhatBecame(
  payload: unknown,
  source: Source,
  { target, console, since }: Saying,
): Promise<number> {
  if (target.apiToken === null) {
    console.out(sentence(NO_TOKEN));
    return EXIT.well;
  }
  console.out(becameText(await becameOf(alertsIn(payload, source), { target, since })));
  return EXIT.well;
}

const NO_TOKEN = 'To see its card: /incident list in Slack, or send with QUELL_API_TOKEN set.';

/** The alerts that the bot read in it too; none where the bot had to refuse it. */
function alertsIn(payload: unknown, { type, resolveTimeout, parse }: Source): readonly Alert[] {
  try {
    return parse(payload, { name: type, resolveTimeout }).alerts;
  } catch (error) {
    if (error instanceof PayloadRejected) return [];
    throw error;
  }
}
