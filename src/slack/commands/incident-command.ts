import type { IncidentAct } from '../../domain/command.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Asker } from '../asker.ts';
import { doneAnswer } from '../blocks/index.ts';
import type { MessageBody } from '../blocks/message.ts';
import type { Desk } from '../desk.ts';
import { perform } from '../perform.ts';
import { sentenceAnswer } from '../sentence.ts';
import type { Call, Subcommand } from './command.ts';
import { misreadAnswer } from './misread-answer.ts';
import { isMisread, type Misread, readNumber, splitWord } from './parse.ts';

/** What a subcommand about one incident consists of. */
export interface IncidentCommand {
  readonly name: string;
  readonly also?: readonly string[];
  readonly example: string;
  /** The act that the words behind the number ask for. */
  readonly read: (words: string, context: ReadContext) => Reading | Promise<Reading>;
  /** What is now the case with the incident, to come after its name. */
  readonly done: (incident: Incident, now: Instant) => string;
}

/** What the words are read with. */
export interface ReadContext {
  readonly now: Instant;
  /** Of the incident; there may be none with it. */
  readonly number: number;
  readonly asker: Asker;
  readonly desk: Desk;
}

type Reading = IncidentAct | Misread;

/** A subcommand that does one act on the incident that it names. */
export function incidentCommand(definition: IncidentCommand): Subcommand {
  const { name, also = [], example, read, done } = definition;
  return {
    name,
    also,
    example,
    async run(call, desk) {
      const named = readIncident(call, example);
      if ('text' in named) return named;
      const { asker } = call;
      const { number } = named;
      const act = await read(named.rest, { now: desk.clock.now(), number, asker, desk });
      if (isMisread(act)) return misreadAnswer(act, example);
      const incident = await perform(desk, asker, number, act);
      return incident ? doneAnswer(incident, done(incident, desk.clock.now())) : null;
    },
  };
}

/** The incident that a command names, or is typed in the thread of; else the question which. */
export function readIncident(
  { words, here }: Call,
  example: string,
): { readonly number: number; readonly rest: string } | MessageBody {
  const named = readNumber(words);
  if (named) return named;
  if (here !== null) return { number: here, rest: words };
  const { word } = splitWord(words);
  const what = word === '' ? 'Which incident?' : `“${word}” is not the number of an incident.`;
  return sentenceAnswer(`${what} Write it as 12, #12 or INC-12.`, example);
}
