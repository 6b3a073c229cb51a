import { parseArgs } from 'node:util';
import { nearest } from '../../nearest.ts';
import {
  type Answers,
  channelFault,
  channelOf,
  environmentsFault,
  httpAt,
  listOf,
  mentionFault,
  mentionOf,
  publicUrlFault,
  WAKES,
} from './answers.ts';
import { SENDERS } from './senders.ts';

/** What `quell init` is asked for. */
export interface Asked {
  /** What is not to be asked any more. */
  readonly given: Partial<Answers>;
  /** Whether the rest is taken as usual, without asking. */
  readonly yes: boolean;
  /** Whether files that are there may be changed without asking. */
  readonly force: boolean;
  /** Whether the tokens of the environment go into `.env`. */
  readonly withTokens: boolean;
  /** Prints this and does nothing else. */
  readonly print: 'manifest' | 'link' | null;
}

const OPTIONS = {
  channel: { type: 'string' },
  wake: { type: 'string' },
  mention: { type: 'string' },
  environments: { type: 'string' },
  socket: { type: 'boolean', default: false },
  http: { type: 'string' },
  sources: { type: 'string' },
  'tokens-from-env': { type: 'boolean', default: false },
  yes: { type: 'boolean', short: 'y', default: false },
  force: { type: 'boolean', default: false },
  manifest: { type: 'boolean', default: false },
  link: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Reads the arguments of `quell init`, or says what is wrong with them. */
export function argumentsOf(args: readonly string[]): Asked | { readonly fault: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const fault = faultOf(values);
    return fault === undefined ? asked(values) : { fault };
  } catch (error) {
    if (error instanceof TypeError) return { fault: `${error.message.split('. ')[0]}.` };
    throw error;
  }
}

function faultOf(values: Values): string | undefined {
  const { channel, wake, mention, environments, socket, http, sources } = values;
  return (
    wrong('--channel', channel, channelFault) ??
    wrong('--wake', wake, wakeFault) ??
    wrong('--mention', mention, mentionFault) ??
    wrong('--environments', environments, environmentsFault) ??
    wrong('--http', http, publicUrlFault) ??
    wrong('--sources', sources, sourcesFault) ??
    (socket && http !== undefined ? 'Choose one of --socket and --http.' : undefined)
  );
}

function wrong(
  option: string,
  value: string | undefined,
  faultIn: (text: string) => string | undefined,
): string | undefined {
  const fault = value === undefined ? undefined : faultIn(value);
  return fault === undefined ? undefined : `${option} is "${value}". ${fault}`;
}

function wakeFault(text: string): string | undefined {
  return WAKES.some((each) => each === text) ? undefined : `It must be one of ${WAKES.join(', ')}.`;
}

function sourcesFault(text: string): string | undefined {
  const types = SENDERS.map(({ type }) => type);
  const unknown = listOf(text).find((type) => !types.includes(type));
  if (unknown === undefined) return undefined;
  const near = nearest(unknown, types);
  const help = near === undefined ? 'quell send --list prints all.' : `Did you mean ${near}?`;
  return `There is no source ${unknown}. ${help}`;
}

function asked(values: Values): Asked {
  const { yes, force, manifest, link } = values;
  const print = manifest ? 'manifest' : link ? 'link' : null;
  return { given: givenIn(values), yes, force, withTokens: values['tokens-from-env'], print };
}

function givenIn({ channel, wake, mention, environments, ...more }: Values): Partial<Answers> {
  const { socket, http, sources } = more;
  const wakes = WAKES.find((each) => each === wake);
  return {
    ...(channel !== undefined && { channel: channelOf(channel) }),
    ...(wakes !== undefined && { wakes }),
    ...(mention !== undefined && { mention: mentionOf(mention) }),
    ...(environments !== undefined && { environments: listOf(environments) }),
    ...(socket && { mode: { kind: 'socket' } as const }),
    ...(http !== undefined && { mode: httpAt(http) }),
    ...(sources !== undefined && { sources: listOf(sources) }),
  };
}
